package io.lyceum.ledger.genesis;

/** The rules of execution by the names of their forks, oldest first. */
public enum Fork {
  /** EIP-1559 and all before. */
  LONDON,
  /** PREVRANDAO in the place of DIFFICULTY. */
  PARIS,
  /** PUSH0, withdrawals, warm coinbase. */
  SHANGHAI,
  /** Transient storage, MCOPY, blob fields, the narrowed SELFDESTRUCT. */
  CANCUN,
  /** BLS12-381, code of accounts, execution requests. */
  PRAGUE,
  /** Gas limit of a transaction, CLZ, secp256r1. */
  OSAKA,
  /** Osaka with another number of blobs (EIP-7892), as are the four that follow. */
  BPO1,
  /** The second such change. */
  BPO2,
  /** The third such change. */
  BPO3,
  /** The fourth such change. */
  BPO4,
  /** The fifth such change. */
  BPO5;

  /** Whether this fork or an earlier one brought what {@code other} brought. */
  public boolean isAtLeast(Fork other) {
    return compareTo(other) >= 0;
  }
}
