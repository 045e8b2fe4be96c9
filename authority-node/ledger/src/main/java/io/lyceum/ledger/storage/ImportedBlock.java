package io.lyceum.ledger.storage;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.state.StateUpdate;
import java.util.List;

/**
 * A block that was validated and executed, with all that its execution gave.
 *
 * @param block the block
 * @param receipts one for each transaction
 * @param state the state after the block
 */
public record ImportedBlock(Block block, List<TransactionReceipt> receipts, StateUpdate state) {

  /**
   * @throws IllegalArgumentException if the receipts are not as many as the transactions, or the
   *     state is not the one that the header names
   */
  public ImportedBlock {
    receipts = List.copyOf(receipts);
    if (receipts.size() != block.body().transactions().size()) {
      throw new IllegalArgumentException("A receipt for each transaction");
    }
    if (!state.root().equals(block.header().stateRoot())) {
      throw new IllegalArgumentException("The header names another state root");
    }
  }
}
