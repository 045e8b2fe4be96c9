package io.lyceum.ledger.execution;

/** What gas a call needs. */
public sealed interface GasEstimate {

  /**
   * The least gas limit with which it succeeds.
   *
   * @param gas the limit
   */
  record Sufficient(long gas) implements GasEstimate {}

  /**
   * It fails even with all the gas that it was allowed.
   *
   * @param outcome how it fails
   */
  record Impossible(TransactionOutcome outcome) implements GasEstimate {}
}
