package io.lyceum.ledger.genesis;

import io.lyceum.ledger.types.Address;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What the section {@code config.qbft} of the genesis file says, or a transition.
 *
 * @param blockPeriodSeconds least time between the timestamps of two blocks
 * @param blockPeriodMilliseconds what trials set in its place ({@code xblockperiodmilliseconds}); 0
 *     for nothing
 * @param emptyBlockPeriodSeconds how long a proposer waits with an empty block; 0 for no longer
 * @param requestTimeoutSeconds the timeout of round 0
 * @param epochLength blocks after which outstanding votes are dropped
 * @param validatorContract where {@code getValidators()} is asked; empty for votes in headers
 * @param miningBeneficiary who gets fees and rewards, and whom COINBASE names; empty for the
 *     proposer, whom the header names in any case
 * @param blockReward wei that each block brings its beneficiary, out of nothing
 * @param transactionGasLimit the highest gas limit of a transaction, in the place of the fork's; 0
 *     for none
 */
public record QbftConfig(
    long blockPeriodSeconds,
    long blockPeriodMilliseconds,
    long emptyBlockPeriodSeconds,
    long requestTimeoutSeconds,
    long epochLength,
    Optional<Address> validatorContract,
    Optional<Address> miningBeneficiary,
    UInt256 blockReward,
    OptionalLong transactionGasLimit) {

  /** What Besu takes where the file says nothing. */
  public static final QbftConfig DEFAULT = new QbftConfig(1, 0, 1, 30_000, Optional.empty());

  /**
   * @throws IllegalArgumentException if a period, the timeout or the epoch length is out of range
   */
  public QbftConfig {
    if (blockPeriodSeconds < 1
        || blockPeriodMilliseconds < 0
        || emptyBlockPeriodSeconds < 0
        || requestTimeoutSeconds < 1
        || epochLength < 1) {
      throw new IllegalArgumentException("QBFT's periods, timeout and epoch length are positive");
    }
  }

  /** Fees go to the proposer, there is no reward, and the fork says how much gas one may have. */
  public QbftConfig(
      long blockPeriodSeconds,
      long emptyBlockPeriodSeconds,
      long requestTimeoutSeconds,
      long epochLength,
      Optional<Address> validatorContract) {
    this(
        blockPeriodSeconds,
        0,
        emptyBlockPeriodSeconds,
        requestTimeoutSeconds,
        epochLength,
        validatorContract,
        Optional.empty(),
        UInt256.ZERO,
        OptionalLong.empty());
  }

  /** Least time between two blocks. Of it, only whole seconds show in their timestamps. */
  public Duration blockPeriod() {
    return blockPeriodMilliseconds > 0
        ? Duration.ofMillis(blockPeriodMilliseconds)
        : Duration.ofSeconds(blockPeriodSeconds);
  }
}
