package io.lyceum.ledger.genesis;

import io.lyceum.ledger.types.Address;
import java.util.Optional;

/**
 * The section {@code config.qbft} of the genesis file.
 *
 * @param blockPeriodSeconds least time between the timestamps of two blocks
 * @param emptyBlockPeriodSeconds how long a proposer waits with an empty block; 0 for no longer
 * @param requestTimeoutSeconds the timeout of round 0
 * @param epochLength blocks after which outstanding votes are dropped
 * @param validatorContract where {@code getValidators()} is asked; empty for votes in headers
 */
public record QbftConfig(
    long blockPeriodSeconds,
    long emptyBlockPeriodSeconds,
    long requestTimeoutSeconds,
    long epochLength,
    Optional<Address> validatorContract) {

  /** What Besu takes where the file says nothing. */
  public static final QbftConfig DEFAULT = new QbftConfig(1, 0, 1, 30_000, Optional.empty());

  /**
   * @throws IllegalArgumentException if a period, the timeout or the epoch length is out of range
   */
  public QbftConfig {
    if (blockPeriodSeconds < 1
        || emptyBlockPeriodSeconds < 0
        || requestTimeoutSeconds < 1
        || epochLength < 1) {
      throw new IllegalArgumentException("QBFT's periods, timeout and epoch length are positive");
    }
  }
}
