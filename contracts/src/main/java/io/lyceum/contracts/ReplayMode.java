package io.lyceum.contracts;

import java.math.BigInteger;

/**
 * How a job has replayed segments compared with claims; {@code TrainingJobs} numbers them from 0.
 */
public enum ReplayMode {
  /** Roots must be equal. */
  EXACT,
  /** Every tensor must lie within the job's bound of the replayed one. */
  BOUNDED;

  /**
   * The mode with a number on chain.
   *
   * @throws IllegalArgumentException if this software knows no such mode
   */
  public static ReplayMode of(BigInteger number) {
    int value = number.intValueExact();
    if (value < 0 || value >= values().length) {
      throw new IllegalArgumentException("There is no replay mode " + number);
    }
    return values()[value];
  }

  /** The number on chain. */
  public BigInteger number() {
    return BigInteger.valueOf(ordinal());
  }
}
