package io.lyceum.network;

import io.lyceum.ledger.crypto.Keccak;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Transactions that go into one push.
 *
 * @param items in the order in which they are sent
 */
record GossipBatch(List<Item> items) {

  /**
   * A transaction.
   *
   * @param hash of the encoding
   * @param encoded in its EIP-2718 form
   */
  record Item(Bytes32 hash, Bytes encoded) {}

  GossipBatch {
    items = List.copyOf(items);
  }

  /** What of these transactions peers accept. */
  static List<Item> items(List<Bytes> transactions, NetworkLimits limits) {
    return transactions.stream()
        .filter(transaction -> transaction.size() <= limits.largestTransaction())
        .map(transaction -> new Item(Keccak.hash(transaction), transaction))
        .toList();
  }

  /** Splits by number and by size, so that each push is within what a peer accepts. */
  static List<GossipBatch> split(List<Item> items, NetworkLimits limits) {
    List<GossipBatch> batches = new ArrayList<>();
    List<Item> current = new ArrayList<>();
    long size = 0;
    for (Item item : items) {
      if (current.size() == limits.transactionsPerPush()
          || !current.isEmpty() && size + item.encoded().size() > limits.largestPushedBlock()) {
        batches.add(new GossipBatch(current));
        current = new ArrayList<>();
        size = 0;
      }
      current.add(item);
      size += item.encoded().size();
    }
    if (!current.isEmpty()) {
      batches.add(new GossipBatch(current));
    }
    return batches;
  }

  List<Bytes> transactions() {
    return items.stream().map(Item::encoded).toList();
  }

  List<Bytes32> hashes() {
    return items.stream().map(Item::hash).toList();
  }
}
