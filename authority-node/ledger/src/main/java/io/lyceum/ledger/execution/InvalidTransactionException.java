package io.lyceum.ledger.execution;

import io.lyceum.ledger.transaction.Transaction;

/** A block holds a transaction that it must not hold. */
public final class InvalidTransactionException extends Exception {

  private final transient Transaction transaction;
  private final Refusal refusal;

  /** For a transaction and the reason. */
  public InvalidTransactionException(Transaction transaction, Refusal refusal) {
    super(transaction.hash() + ": " + refusal.sentence());
    this.transaction = transaction;
    this.refusal = refusal;
  }

  /** Which one. */
  public Transaction transaction() {
    return transaction;
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }
}
