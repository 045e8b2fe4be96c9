package io.lyceum.ledger.genesis;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads when forks begin. A key that looks like a fork and is none that is supported is refused, so
 * that none is passed over unseen.
 */
final class ForkScheduleReader {

  /** In the order of the forks. */
  private static final Map<Fork, String> TIME_KEYS =
      new EnumMap<>(
          Map.of(
              Fork.SHANGHAI, "shanghaiTime",
              Fork.CANCUN, "cancunTime",
              Fork.PRAGUE, "pragueTime",
              Fork.OSAKA, "osakaTime",
              Fork.BPO1, "bpo1Time",
              Fork.BPO2, "bpo2Time",
              Fork.BPO3, "bpo3Time",
              Fork.BPO4, "bpo4Time",
              Fork.BPO5, "bpo5Time"));

  private static final List<String> UP_TO_LONDON =
      List.of(
          "homesteadBlock",
          "daoForkBlock",
          "eip150Block",
          "eip155Block",
          "eip158Block",
          "byzantiumBlock",
          "constantinopleBlock",
          "constantinopleFixBlock",
          "petersburgBlock",
          "istanbulBlock",
          "muirGlacierBlock",
          "berlinBlock",
          "londonBlock");

  /** They move the difficulty bomb of a chain of work only. */
  private static final List<String> WITHOUT_EFFECT =
      List.of("arrowGlacierBlock", "grayGlacierBlock");

  private static final String PARIS = "mergeNetSplitBlock";

  private ForkScheduleReader() {}

  static ForkSchedule read(GenesisSection config) {
    refuseOthers(config);
    for (String key : UP_TO_LONDON) {
      if (config.positiveLong(key).orElse(0L) != 0) {
        throw new InvalidGenesisException(
            "Genesis: " + key + " must be 0, since rules before London are not supported");
      }
    }
    if (!config.has("londonBlock")) {
      throw new InvalidGenesisException(
          "Genesis: londonBlock is missing and must be 0, since rules before London are not"
              + " supported");
    }
    Map<Fork, Long> times = new EnumMap<>(Fork.class);
    TIME_KEYS.forEach(
        (fork, key) -> config.positiveLong(key).ifPresent(time -> times.put(fork, time)));
    checkOrder(times);
    OptionalLong paris =
        config.positiveLong(PARIS).map(OptionalLong::of).orElse(OptionalLong.empty());
    return new ForkSchedule(paris, times);
  }

  private static void checkOrder(Map<Fork, Long> times) {
    long previous = 0;
    for (Map.Entry<Fork, Long> entry : times.entrySet()) {
      if (entry.getValue() < previous) {
        throw new InvalidGenesisException(
            "Genesis: "
                + TIME_KEYS.get(entry.getKey())
                + " is before the time of a fork that precedes it");
      }
      previous = entry.getValue();
    }
  }

  private static void refuseOthers(GenesisSection config) {
    Set<String> known = new HashSet<>();
    UP_TO_LONDON.forEach(key -> known.add(key.toLowerCase(Locale.ROOT)));
    WITHOUT_EFFECT.forEach(key -> known.add(key.toLowerCase(Locale.ROOT)));
    TIME_KEYS.values().forEach(key -> known.add(key.toLowerCase(Locale.ROOT)));
    known.add(PARIS.toLowerCase(Locale.ROOT));
    Optional<String> unknown =
        config.values().keySet().stream()
            .filter(key -> key.endsWith("block") || key.endsWith("time"))
            .filter(key -> !known.contains(key) && config.has(key))
            .findFirst();
    unknown.ifPresent(
        key -> {
          throw new InvalidGenesisException(
              "Genesis: " + key + " is the key of no fork that is supported");
        });
  }
}
