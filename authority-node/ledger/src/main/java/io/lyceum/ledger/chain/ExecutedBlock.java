package io.lyceum.ledger.chain;

import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.state.StateUpdate;
import java.util.List;

/**
 * What the execution of a block gave.
 *
 * @param body that was executed
 * @param receipts one for each transaction
 * @param state the state after it, not written yet
 */
public record ExecutedBlock(BlockBody body, List<TransactionReceipt> receipts, StateUpdate state) {

  /** Keeps an unmodifiable copy of the receipts. */
  public ExecutedBlock {
    receipts = List.copyOf(receipts);
  }
}
