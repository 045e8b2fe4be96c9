package io.lyceum.ledger.genesis;

import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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
          "xemptyblockperiodseconds",
          "xblockperiodmilliseconds",
          "blockreward",
          "miningbeneficiary",
          "pertxgaslimit");

  /** A transition that says less than this says a block (1 January 2023, before Shanghai). */
  private static final long EARLIEST_TIME = 1_672_531_200L;

  private final ForkSchedule forks;
  private final long gasLimit;

  /**
   * For a chain.
   *
   * @param forks decide which transitions begin at a time
   * @param gasLimit of block 0, which no transaction may go beyond
   */
  QbftScheduleReader(ForkSchedule forks, long gasLimit) {
    this.forks = forks;
    this.gasLimit = gasLimit;
  }

  QbftSchedule read(GenesisSection config) {
    List<GenesisSection> transitions =
        config.section("transitions").map(all -> all.sections("qbft")).orElse(List.of());
    try {
      return schedule(initial(config.requiredSection("qbft")), transitions);
    } catch (IllegalArgumentException e) {
      throw new InvalidGenesisException("Genesis: " + e.getMessage(), e);
    }
  }

  private QbftConfig initial(GenesisSection qbft) {
    if (qbft.positiveLong("startblock").orElse(0L) != 0) {
      throw new IllegalArgumentException("a startblock other than 0 is not supported");
    }
    return changed(
        QbftConfig.DEFAULT,
        qbft,
        period(qbft, "requesttimeoutseconds").orElse(QbftConfig.DEFAULT.requestTimeoutSeconds()),
        qbft.positiveLong("epochlength").orElse(QbftConfig.DEFAULT.epochLength()),
        qbft.address("validatorcontractaddress"));
  }

  private QbftSchedule schedule(QbftConfig first, List<GenesisSection> sections) {
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

  private QbftTransition transition(QbftConfig before, GenesisSection section) {
    for (String key : section.values().keySet()) {
      if (!TRANSITION_KEYS.contains(key)) {
        throw new IllegalArgumentException(key + " is not supported in a transition");
      }
    }
    Optional<List<Address>> validators = section.addresses("validators");
    QbftConfig config =
        changed(
            before,
            section,
            before.requestTimeoutSeconds(),
            before.epochLength(),
            validatorContract(before, section, validators));
    return new QbftTransition(start(section.requiredPositiveLong("block")), config, validators);
  }

  /**
   * Besu takes the number for a time if it is not below that of the first fork by time. With one
   * that begins at 0 this would be any number: Besu 26.6 to 26.8 let such a transition apply from
   * block 1 on, later ones refuse it. What is too small to be a time is a block here.
   */
  private QbftTransition.Start start(long value) {
    boolean byTime = value >= EARLIEST_TIME && value >= forks.firstTime().orElse(Long.MAX_VALUE);
    return byTime ? new QbftTransition.AtTime(value) : new QbftTransition.AtBlock(value);
  }

  private QbftConfig changed(
      QbftConfig before,
      GenesisSection section,
      long requestTimeoutSeconds,
      long epochLength,
      Optional<Address> validatorContract) {
    return new QbftConfig(
        period(section, "blockperiodseconds").orElse(before.blockPeriodSeconds()),
        period(section, "xblockperiodmilliseconds").orElse(before.blockPeriodMilliseconds()),
        period(section, "emptyblockperiodseconds")
            .or(() -> period(section, "xemptyblockperiodseconds"))
            .orElse(before.emptyBlockPeriodSeconds()),
        requestTimeoutSeconds,
        epochLength,
        validatorContract,
        miningBeneficiary(before, section),
        section.uint256("blockreward").orElse(before.blockReward()),
        transactionGasLimit(before, section));
  }

  /** A number of 31 bits, as Besu has it. */
  private static Optional<Long> period(GenesisSection section, String key) {
    Optional<Long> period = section.positiveLong(key);
    if (period.isPresent() && period.get() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(key + " is out of range: " + period.get());
    }
    return period;
  }

  /** An empty one takes a former one back. */
  private static Optional<Address> miningBeneficiary(QbftConfig before, GenesisSection section) {
    Optional<String> text = section.text("miningbeneficiary").map(String::trim);
    if (text.isEmpty()) {
      return before.miningBeneficiary();
    }
    return text.filter(beneficiary -> !beneficiary.isEmpty()).map(Address::fromHex);
  }

  private OptionalLong transactionGasLimit(QbftConfig before, GenesisSection section) {
    Optional<Long> limit = section.positiveLong("pertxgaslimit");
    if (limit.isEmpty()) {
      return before.transactionGasLimit();
    }
    if (limit.get() > gasLimit) {
      throw new IllegalArgumentException(
          "pertxgaslimit is above the gasLimit of block 0: " + limit.get());
    }
    return OptionalLong.of(limit.get());
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
}
