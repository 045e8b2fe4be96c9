package io.lyceum.ledger.execution;

import io.lyceum.ledger.transaction.Transaction;

/** Is told of transactions that could not be put into a proposed block. */
@FunctionalInterface
public interface RefusalListener {

  /** A transaction was passed over. */
  void refused(Transaction transaction, Refusal refusal);
}
