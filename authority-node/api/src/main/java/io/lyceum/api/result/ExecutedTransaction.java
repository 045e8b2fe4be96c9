package io.lyceum.api.result;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.execution.TransactionProcessor;
import io.lyceum.ledger.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A transaction of a block with what its execution left.
 *
 * @param transaction what was signed
 * @param receipt what execution left
 * @param inclusion where it stands
 * @param gasBefore gas that the block's transactions before it used
 * @param logsBefore how many logs they emitted
 */
public record ExecutedTransaction(
    Transaction transaction,
    TransactionReceipt receipt,
    Inclusion inclusion,
    long gasBefore,
    int logsBefore) {

  /** All transactions of a block, with one receipt to each. */
  public static List<ExecutedTransaction> of(
      BlockHeader header,
      Bytes32 blockHash,
      List<Transaction> transactions,
      List<TransactionReceipt> receipts) {
    List<ExecutedTransaction> executed = new ArrayList<>(receipts.size());
    long gasBefore = 0;
    int logsBefore = 0;
    for (TransactionReceipt receipt : receipts) {
      int index = executed.size();
      executed.add(
          new ExecutedTransaction(
              transactions.get(index),
              receipt,
              Inclusion.in(header, blockHash, index),
              gasBefore,
              logsBefore));
      gasBefore = receipt.cumulativeGasUsed();
      logsBefore += receipt.logs().size();
    }
    return executed;
  }

  /** The gas that it used, refunds taken off. */
  public long gasUsed() {
    return receipt.cumulativeGasUsed() - gasBefore;
  }

  /** What a unit of gas cost its sender, in wei. */
  public UInt256 effectiveGasPrice() {
    return TransactionProcessor.effectiveGasPrice(transaction.body(), inclusion.baseFee());
  }

  /** The logs that it emitted. */
  public List<LogResult> logs() {
    List<LogResult> results = new ArrayList<>(receipt.logs().size());
    for (Log log : receipt.logs()) {
      results.add(LogResult.of(log, transaction.hash(), inclusion, logsBefore + results.size()));
    }
    return results;
  }
}
