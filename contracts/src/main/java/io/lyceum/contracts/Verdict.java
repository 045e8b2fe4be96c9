package io.lyceum.contracts;

import java.math.BigInteger;
import java.util.Optional;

/** What an authority found for a claim of a proof; the contract numbers them from 1. */
public enum Verdict {
  /** The replay gave what was claimed. */
  MATCH,
  /** It gave something else. */
  MISMATCH,
  /** What the replay needs could not be had. */
  UNAVAILABLE;

  /**
   * The verdict with a number on chain.
   *
   * @return empty for 0, no verdict
   * @throws IllegalArgumentException if the contract knows no such number
   */
  public static Optional<Verdict> of(BigInteger number) {
    int value = number.intValueExact();
    if (value < 0 || value > values().length) {
      throw new IllegalArgumentException("There is no verdict " + number);
    }
    return value == 0 ? Optional.empty() : Optional.of(values()[value - 1]);
  }

  /** The number on chain. */
  public BigInteger number() {
    return BigInteger.valueOf(ordinal() + 1L);
  }
}
