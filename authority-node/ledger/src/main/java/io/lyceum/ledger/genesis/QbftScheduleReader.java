package io.lyceum.ledger.genesis;

import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Reads {@code config.qbft} and {@code config.transitions.qbft}, as Besu does. What would change
 * the rules unseen is refused.
 */
final class QbftScheduleReader {

  private static final Set<String> TRANSITION_KEYS =
      Set.of(
          "block",
          "validators",
          "validatorselectionmode",
          "validatorcontractaddress",
          "blockperiodseconds",
          "emptyblockperiodseconds",
          "blockreward",
          "miningbeneficiary");

  private QbftScheduleReader() {}

  static QbftSchedule read(GenesisSection config) {
    List<GenesisSection> transitions =
        config.section("transitions").map(all -> all.sections("qbft")).orElse(List.of());
    try {
      return schedule(initial(config.requiredSection("qbft")), transitions);
    } catch (IllegalArgumentException e) {
      throw new InvalidGenesisException("Genesis: " + e.getMessage(), e);
    }
  }

  private static QbftConfig initial(GenesisSection qbft) {
    refuseWhatIsNotSupported(qbft);
    return new QbftConfig(
        qbft.positiveLong("blockperiodseconds").orElse(QbftConfig.DEFAULT.blockPeriodSeconds()),
        qbft.positiveLong("emptyblockperiodseconds")
            .orElse(QbftConfig.DEFAULT.emptyBlockPeriodSeconds()),
        qbft.positiveLong("requesttimeoutseconds")
            .orElse(QbftConfig.DEFAULT.requestTimeoutSeconds()),
        qbft.positiveLong("epochlength").orElse(QbftConfig.DEFAULT.epochLength()),
        qbft.address("validatorcontractaddress"));
  }

  private static QbftSchedule schedule(QbftConfig first, List<GenesisSection> sections) {
    List<GenesisSection> ascending = new ArrayList<>(sections);
    ascending.sort(Comparator.comparingLong(section -> section.requiredPositiveLong("block")));
    List<QbftTransition> transitions = new ArrayList<>();
    QbftConfig current = first;
    for (GenesisSection section : ascending) {
      QbftTransition transition = transition(current, section);
      transitions.add(transition);
      current = transition.config();
    }
    return new QbftSchedule(first, transitions);
  }

  private static QbftTransition transition(QbftConfig before, GenesisSection section) {
    for (String key : section.values().keySet()) {
      if (!TRANSITION_KEYS.contains(key)) {
        throw new IllegalArgumentException(key + " is not supported in a transition");
      }
    }
    refuseWhatIsNotSupported(section);
    Optional<List<Address>> validators = section.addresses("validators");
    QbftConfig config =
        new QbftConfig(
            section.positiveLong("blockperiodseconds").orElse(before.blockPeriodSeconds()),
            section
                .positiveLong("emptyblockperiodseconds")
                .orElse(before.emptyBlockPeriodSeconds()),
            before.requestTimeoutSeconds(),
            before.epochLength(),
            validatorContract(before, section, validators));
    return new QbftTransition(section.requiredPositiveLong("block"), config, validators);
  }

  /** Only with the mode is the contract's address read, as in Besu. */
  private static Optional<Address> validatorContract(
      QbftConfig before, GenesisSection section, Optional<List<Address>> validators) {
    Optional<String> mode = section.text("validatorselectionmode");
    if (mode.isEmpty()) {
      return before.validatorContract();
    }
    return switch (mode.get().toLowerCase(Locale.ROOT)) {
      case "contract" ->
          Optional.of(
              section
                  .address("validatorcontractaddress")
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "A transition to a contract needs validatorcontractaddress")));
      case "blockheader" -> {
        if (validators.isEmpty()) {
          throw new IllegalArgumentException("A transition to blockheader needs validators");
        }
        yield Optional.empty();
      }
      default ->
          throw new IllegalArgumentException(
              "validatorselectionmode is contract or blockheader, not " + mode.get());
    };
  }

  /** Fees and rewards for anybody but the proposer, and rules of transactions of QBFT's own. */
  private static void refuseWhatIsNotSupported(GenesisSection section) {
    for (String key : List.of("blockreward", "startblock", "xblockperiodmilliseconds")) {
      if (!section.uint256(key).orElse(UInt256.ZERO).isZero()) {
        throw new IllegalArgumentException("a " + key + " other than 0 is not supported");
      }
    }
    if (section.text("miningbeneficiary").filter(text -> !text.isBlank()).isPresent()) {
      throw new IllegalArgumentException("a miningbeneficiary is not supported");
    }
    if (section.has("pertxgaslimit")) {
      throw new IllegalArgumentException("pertxgaslimit is not supported");
    }
  }
}
