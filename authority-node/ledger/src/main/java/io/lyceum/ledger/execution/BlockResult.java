package io.lyceum.ledger.execution;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.ExecutionRequests;
import io.lyceum.ledger.block.LogsBloom;
import io.lyceum.ledger.block.OrderedTrieRoots;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * What the execution of a block's transactions made.
 *
 * @param transactions those that ran, in order
 * @param receipts one to each
 * @param outcomes one to each, with what receipts do not say
 * @param gasUsed in all
 * @param blobGasUsed in all (EIP-4844)
 * @param requests to the consensus layer (EIP-7685); empty before Prague
 * @param changes of the state
 */
public record BlockResult(
    List<Transaction> transactions,
    List<TransactionReceipt> receipts,
    List<TransactionOutcome.Executed> outcomes,
    long gasUsed,
    long blobGasUsed,
    Optional<ExecutionRequests> requests,
    StateChanges changes) {

  /** Keeps unmodifiable copies of the lists. */
  public BlockResult {
    transactions = List.copyOf(transactions);
    receipts = List.copyOf(receipts);
    outcomes = List.copyOf(outcomes);
  }

  /** The header's requestsHash; empty before Prague. */
  public Optional<Bytes32> requestsHash() {
    return requests.map(ExecutionRequests::hash);
  }

  /** The block's bloom: that of all its events. */
  public Bytes logsBloom() {
    return LogsBloom.ofReceipts(receipts);
  }

  /**
   * The block that was executed.
   *
   * @param header with what was known beforehand; gets what the execution made
   * @param stateRoot of the state with the changes
   */
  public Block block(BlockHeaderBuilder header, Bytes32 stateRoot) {
    requestsHash().ifPresent(header::requestsHash);
    BlockHeader complete =
        header
            .stateRoot(stateRoot)
            .transactionsRoot(OrderedTrieRoots.ofTransactions(transactions))
            .receiptsRoot(OrderedTrieRoots.ofReceipts(receipts))
            .logsBloom(logsBloom())
            .gasUsed(gasUsed)
            .build();
    return new Block(complete, BlockBody.of(complete, transactions));
  }
}
