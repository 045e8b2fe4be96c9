package io.lyceum.learner.job;

import java.math.BigInteger;

/** Where a proof stands, in the order of the contract {@code ProofOfLearning}. */
public enum ProofStatus {
  /** There is no such proof. */
  NONE,
  /** It takes attestations and judgements. */
  PENDING,
  /** Verified, and good enough to be paid. */
  ACCEPTED,
  /** Verified, but it improves too little. */
  INSUFFICIENT,
  /** Refuted; the bond is slashed. */
  REJECTED,
  /** No quorum in time. */
  EXPIRED;

  /**
   * From the contract's number.
   *
   * @throws IllegalArgumentException if there is no such status
   */
  public static ProofStatus of(BigInteger number) {
    if (number.signum() < 0 || number.compareTo(BigInteger.valueOf(values().length)) >= 0) {
      throw new IllegalArgumentException("A proof has no status " + number);
    }
    return values()[number.intValueExact()];
  }

  /** Whether nothing changes it any more. */
  public boolean isSettled() {
    return ordinal() > PENDING.ordinal();
  }
}
