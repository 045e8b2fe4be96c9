package io.lyceum.ledger.block;

import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.StrictRlpReader;
import io.lyceum.ledger.transaction.Transaction;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

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

  /**
   * Reads a body that was sent without its header: {@code [transactions, ommers, withdrawals]}, the
   * last from Shanghai on.
   *
   * @throws InvalidRlpException if it is malformed, too large, or has ommers or withdrawals
   */
  public static BlockBody decode(Bytes encoded) {
    if (encoded.size() > Block.MAX_ENCODED_SIZE) {
      throw new InvalidRlpException(
          "A body has at most " + Block.MAX_ENCODED_SIZE + " bytes, not " + encoded.size());
    }
    return StrictRlpReader.readOne(encoded, BlockBody::read);
  }

  /** Reads the items that follow the header in a block's list. */
  static BlockBody read(StrictRlpReader list) {
    List<Transaction> transactions = list.listOf(BlockBody::readTransaction);
    list.listOf(0, StrictRlpReader::bytes);
    boolean hasWithdrawals = list.hasNext();
    if (hasWithdrawals) {
      list.listOf(0, StrictRlpReader::bytes);
    }
    return new BlockBody(transactions, hasWithdrawals);
  }

  private static Transaction readTransaction(StrictRlpReader list) {
    if (list.nextIsList()) {
      return Transaction.decodeUnbounded(list.encodedList());
    }
    Bytes typed = list.bytes();
    if (!typed.isEmpty() && (typed.get(0) & 0xff) >= 0xc0) {
      throw new InvalidRlpException("A legacy transaction wrapped in a string");
    }
    return Transaction.decodeUnbounded(typed);
  }
}
