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
          "contractSizeLimit",
          "evmStackSize",
          "ecCurve",
          "fixedBaseFee",
          "ibft2",
          "clique",
          "ethash");

  private static final List<String> REFUSED_OF_QBFT =
      List.of("miningbeneficiary", "pertxgaslimit", "startblock", "xblockperiodmilliseconds");

  private ChainConfigReader() {}

  static ChainConfig read(GenesisSection config) {
    refuse(config, REFUSED);
    if (config.positiveLong("londonBlock").orElse(Long.MAX_VALUE) != 0) {
      throw new InvalidGenesisException(
          "Genesis: londonBlock must be 0, since rules before London are not supported");
    }
    config
        .section("transitions")
        .filter(transitions -> !transitions.values().isEmpty())
        .ifPresent(
            transitions -> {
              throw new InvalidGenesisException("Genesis: transitions are not supported");
            });
    UInt256 chainId =
        config
            .uint256("chainId")
            .orElseThrow(() -> new InvalidGenesisException("Genesis: config.chainId is missing"));
    return new ChainConfig(
        chainId,
        forks(config),
        config.flag("zeroBaseFee"),
        qbft(config.requiredSection("qbft")),
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

  private static QbftConfig qbft(GenesisSection qbft) {
    refuse(qbft, REFUSED_OF_QBFT);
    if (!qbft.uint256("blockreward").orElse(UInt256.ZERO).isZero()) {
      throw new InvalidGenesisException("Genesis: a blockreward is not supported");
    }
    try {
      return new QbftConfig(
          qbft.positiveLong("blockperiodseconds").orElse(QbftConfig.DEFAULT.blockPeriodSeconds()),
          qbft.positiveLong("emptyblockperiodseconds")
              .orElse(QbftConfig.DEFAULT.emptyBlockPeriodSeconds()),
          qbft.positiveLong("requesttimeoutseconds")
              .orElse(QbftConfig.DEFAULT.requestTimeoutSeconds()),
          qbft.positiveLong("epochlength").orElse(QbftConfig.DEFAULT.epochLength()),
          qbft.address("validatorcontractaddress"));
    } catch (IllegalArgumentException e) {
      throw new InvalidGenesisException("Genesis: " + e.getMessage(), e);
    }
  }

  private static void refuse(GenesisSection section, List<String> keys) {
    for (String key : keys) {
      if (section.has(key)) {
        throw new InvalidGenesisException("Genesis: " + key + " is not supported");
      }
    }
  }
}
