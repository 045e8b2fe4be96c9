package io.lyceum.ledger.genesis;

/** The rules of execution by the names of their forks, oldest first. */
public enum Fork {
  /** EIP-1559 and all before. */
  LONDON,
  /** PUSH0, withdrawals, warm coinbase. */
  SHANGHAI,
  /** Transient storage, MCOPY, blob fields, the narrowed SELFDESTRUCT. */
  CANCUN,
  /** BLS12-381, code of accounts, execution requests. */
  PRAGUE,
  /** Gas limit of a transaction, CLZ, secp256r1. */
  OSAKA;

  /** Whether this fork or an earlier one brought what {@code other} brought. */
  public boolean isAtLeast(Fork other) {
    return compareTo(other) >= 0;
  }
}
