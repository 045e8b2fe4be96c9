package io.lyceum.ledger.genesis;

import io.lyceum.ledger.types.Address;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.tuweni.units.bigints.UInt256;

/** Reads the section {@code config}. What would change the rules unseen is refused. */
final class ChainConfigReader {

  /** Other consensus, and rules of other networks, which Besu reads and we do not follow. */
  private static final List<String> REFUSED =
      List.of("terminalTotalDifficulty", "ibft", "ibft2", "clique", "ethash", "ecip1017EraRounds");

  private static final String CURVE = "secp256k1";

  private ChainConfigReader() {}

  /**
   * Reads the section.
   *
   * @param gasLimit of block 0
   */
  static ChainConfig read(GenesisSection config, long gasLimit) {
    refuseOtherChains(config);
    UInt256 chainId =
        config
            .uint256("chainId")
            .orElseThrow(() -> new InvalidGenesisException("Genesis: config.chainId is missing"));
    ForkSchedule forks = ForkScheduleReader.read(config);
    return new ChainConfig(
        chainId,
        forks,
        baseFees(config),
        new QbftScheduleReader(forks, gasLimit).read(config),
        systemContracts(config),
        blobLimits(config, forks),
        new EvmLimits(
            limit(config, "contractSizeLimit", Integer.MAX_VALUE),
            limit(config, "evmStackSize", EvmLimits.HIGHEST_STACK_SIZE)));
  }

  private static void refuseOtherChains(GenesisSection config) {
    for (String key : REFUSED) {
      if (config.has(key)) {
        throw new InvalidGenesisException("Genesis: " + key + " is not supported");
      }
    }
    if (config.flag("isQuorum")) {
      throw new InvalidGenesisException("Genesis: isQuorum is not supported");
    }
    if (!config.text("ecCurve").orElse(CURVE).equals(CURVE)) {
      throw new InvalidGenesisException(
          "Genesis: an ecCurve other than " + CURVE + " is not supported");
    }
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

  private static Map<Fork, BlobLimits> blobLimits(GenesisSection config, ForkSchedule forks) {
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
    for (Fork fork : forks.activationTimes().keySet()) {
      if (fork.isAtLeast(Fork.BPO1) && !limits.containsKey(fork)) {
        throw new InvalidGenesisException(
            "Genesis: blobSchedule says nothing of " + fork + ", which is scheduled");
      }
    }
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

  private static OptionalInt limit(GenesisSection config, String key, int highest) {
    Optional<Long> limit = config.positiveLong(key);
    if (limit.isPresent() && limit.get() > highest) {
      throw new InvalidGenesisException(
          "Genesis: " + key + " is at most " + highest + ", not " + limit.get());
    }
    return limit.isPresent() ? OptionalInt.of(limit.get().intValue()) : OptionalInt.empty();
  }
}
