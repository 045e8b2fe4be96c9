package io.lyceum.ledger.genesis;

import io.lyceum.ledger.types.Address;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;

/** Reads the section {@code config}. What would change the rules unseen is refused. */
final class ChainConfigReader {

  private static final Map<Fork, String> TIME_KEYS =
      Map.of(
          Fork.SHANGHAI, "shanghaiTime",
          Fork.CANCUN, "cancunTime",
          Fork.PRAGUE, "pragueTime",
          Fork.OSAKA, "osakaTime");

  private static final List<String> REFUSED =
      List.of(
          "amsterdamTime",
          "bpo1Time",
          "bpo2Time",
          "bpo3Time",
          "bpo4Time",
          "bpo5Time",
          "futureEipsTime",
          "experimentalEipsTime",
          "terminalTotalDifficulty",
          "ecCurve",
          "ibft2",
          "clique",
          "ethash");

  /** What Ethereum has, and the only values that are supported. */
  private static final Map<String, Long> LIMITS =
      Map.of("contractSizeLimit", 24_576L, "evmStackSize", 1024L);

  private ChainConfigReader() {}

  static ChainConfig read(GenesisSection config) {
    refuse(config, REFUSED);
    if (config.positiveLong("londonBlock").orElse(Long.MAX_VALUE) != 0) {
      throw new InvalidGenesisException(
          "Genesis: londonBlock must be 0, since rules before London are not supported");
    }
    checkLimits(config);
    UInt256 chainId =
        config
            .uint256("chainId")
            .orElseThrow(() -> new InvalidGenesisException("Genesis: config.chainId is missing"));
    return new ChainConfig(
        chainId,
        forks(config),
        baseFees(config),
        QbftScheduleReader.read(config),
        systemContracts(config),
        blobLimits(config));
  }

  /** Only all three together have an effect, as in Besu. */
  private static Optional<SystemContracts> systemContracts(GenesisSection config) {
    Optional<Address> deposits = config.address("depositContractAddress");
    Optional<Address> withdrawals = config.address("withdrawalRequestContractAddress");
    Optional<Address> consolidations = config.address("consolidationRequestContractAddress");
    return deposits.isPresent() && withdrawals.isPresent() && consolidations.isPresent()
        ? Optional.of(new SystemContracts(deposits.get(), withdrawals.get(), consolidations.get()))
        : Optional.empty();
  }

  private static Map<Fork, BlobLimits> blobLimits(GenesisSection config) {
    Map<Fork, BlobLimits> limits = new EnumMap<>(Fork.class);
    config
        .section("blobSchedule")
        .ifPresent(
            schedule -> {
              for (Fork fork : Fork.values()) {
                schedule
                    .section(fork.name())
                    .ifPresent(section -> limits.put(fork, blobLimits(fork, section)));
              }
            });
    return limits;
  }

  private static BlobLimits blobLimits(Fork fork, GenesisSection section) {
    try {
      return new BlobLimits(
          Math.toIntExact(section.requiredPositiveLong("target")),
          Math.toIntExact(section.requiredPositiveLong("max")),
          section.requiredPositiveLong("baseFeeUpdateFraction"));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidGenesisException(
          "Genesis: blobSchedule of " + fork + ": " + e.getMessage(), e);
    }
  }

  private static ForkSchedule forks(GenesisSection config) {
    Map<Fork, Long> times = new EnumMap<>(Fork.class);
    long previous = 0;
    boolean missing = false;
    for (Fork fork : Fork.values()) {
      String key = TIME_KEYS.get(fork);
      if (key == null) {
        continue;
      }
      if (!config.has(key)) {
        missing = true;
        continue;
      }
      long time = config.requiredPositiveLong(key);
      if (missing || time < previous) {
        throw new InvalidGenesisException(
            "Genesis: config." + key + " is scheduled before a fork that precedes it");
      }
      times.put(fork, time);
      previous = time;
    }
    return new ForkSchedule(times);
  }

  private static BaseFeeMode baseFees(GenesisSection config) {
    boolean fixed = config.flag("fixedBaseFee");
    if (config.flag("zeroBaseFee")) {
      if (fixed) {
        throw new InvalidGenesisException(
            "Genesis: zeroBaseFee and fixedBaseFee exclude each other");
      }
      return BaseFeeMode.ZERO;
    }
    return fixed ? BaseFeeMode.FIXED : BaseFeeMode.MARKET;
  }

  private static void checkLimits(GenesisSection config) {
    LIMITS.forEach(
        (key, supported) -> {
          if (!config.positiveLong(key).orElse(supported).equals(supported)) {
            throw new InvalidGenesisException(
                "Genesis: a " + key + " other than " + supported + " is not supported");
          }
        });
  }

  private static void refuse(GenesisSection section, List<String> keys) {
    for (String key : keys) {
      if (section.has(key)) {
        throw new InvalidGenesisException("Genesis: " + key + " is not supported");
      }
    }
  }
}
