package io.lyceum.contracts;

import java.math.BigInteger;

/** Where a proof stands, in the order of the contract's numbers. */
public enum ProofStatus {
  /** There is no such proof. */
  NONE,
  /** In attestation. */
  PENDING,
  /** Verified, and improved enough. */
  ACCEPTED,
  /** Verified, but the improvement is below the job's requirement. */
  INSUFFICIENT,
  /** 67 % found a claim wrong or withheld; the bond is slashed. */
  REJECTED,
  /** No quorum in time; the bond is returned. */
  EXPIRED;

  /**
   * The status with a number on chain.
   *
   * @throws IllegalArgumentException if the contract knows no such number
   */
  public static ProofStatus of(BigInteger number) {
    int value = number.intValueExact();
    if (value < 0 || value >= values().length) {
      throw new IllegalArgumentException("There is no proof status " + number);
    }
    return values()[value];
  }
}
