package io.lyceum.ledger.block;

import io.lyceum.ledger.transaction.Transaction;
import java.util.List;

/**
 * The transactions of a block. A QBFT block has no ommers, and its list of withdrawals is empty
 * from Shanghai on.
 *
 * @param transactions in the order of execution
 * @param hasWithdrawals whether the (empty) list of withdrawals is there, as from Shanghai on
 */
public record BlockBody(List<Transaction> transactions, boolean hasWithdrawals) {

  /** Keeps an unmodifiable copy of the transactions. */
  public BlockBody {
    transactions = List.copyOf(transactions);
  }

  /** The body of a header of some fork: withdrawals are there if the header has their root. */
  public static BlockBody of(BlockHeader header, List<Transaction> transactions) {
    return new BlockBody(transactions, header.withdrawalsRoot().isPresent());
  }
}
