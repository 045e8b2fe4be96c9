package io.lyceum.consensus.chain;

/** Whether there is anything to put into a block. */
@FunctionalInterface
public interface PendingTransactions {

  /** Whether a transaction waits that could be executed on the head. */
  boolean any();
}
