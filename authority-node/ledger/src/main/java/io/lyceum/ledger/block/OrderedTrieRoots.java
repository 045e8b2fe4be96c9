package io.lyceum.ledger.block;

import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;

/** The roots over a block's lists: tries whose key is the RLP of the position. */
public final class OrderedTrieRoots {

  private OrderedTrieRoots() {}

  /** The root over transactions, as a header's transactionsRoot. */
  public static Bytes32 ofTransactions(List<Transaction> transactions) {
    return of(transactions.stream().map(Transaction::encoded).toList());
  }

  /** The root over receipts, as a header's receiptsRoot. */
  public static Bytes32 ofReceipts(List<TransactionReceipt> receipts) {
    return of(receipts.stream().map(TransactionReceipt::encoded).toList());
  }

  /** The root over values in their order. */
  public static Bytes32 of(List<Bytes> values) {
    MerklePatriciaTrie trie = MerklePatriciaTrie.empty();
    for (int i = 0; i < values.size(); i++) {
      trie = trie.put(RLP.encodeInt(i), values.get(i));
    }
    return trie.rootHash();
  }
}
