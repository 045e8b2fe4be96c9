package io.lyceum.pool;

import io.lyceum.ledger.execution.Refusal;
import io.lyceum.ledger.transaction.Transaction;
import java.util.Optional;

/** What became of a transaction that was offered to the pool. */
public sealed interface Admission {

  /**
   * It is in the pool.
   *
   * @param replaced the one with the same sender and nonce that made room for it
   */
  record Admitted(Optional<Transaction> replaced) implements Admission {}

  /** It is not, since no block can hold it, now or later. */
  record Invalid(Refusal reason) implements Admission {}

  /** It is not, since the pool does not take it. */
  record Rejected(Rejection reason) implements Admission {}
}
