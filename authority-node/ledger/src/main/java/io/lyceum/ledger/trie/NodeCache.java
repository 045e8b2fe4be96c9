package io.lyceum.ledger.trie;

import io.lyceum.ledger.cache.RecentEntries;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Nodes of a store in bounded memory, decoded. A node never changes under its hash, so whatever
 * becomes of the block that made it, a node that is held is right; but it must be in the store, or
 * a trie would show what a restart loses. Safe for use by many threads.
 */
public final class NodeCache {

  private final NodeStore store;
  private final RecentEntries<Bytes32, Entry> entries;

  /** A node of which the decoded form is made when it is first asked for. */
  private static final class Entry {
    private final Bytes encoded;
    private volatile MaterialNode decoded;

    Entry(Bytes encoded) {
      this.encoded = encoded;
    }

    MaterialNode decoded() {
      MaterialNode known = decoded;
      if (known == null) {
        known = TrieNodeCodec.decode(encoded);
        decoded = known;
      }
      return known;
    }
  }

  /**
   * @param store has all nodes
   * @param bits at most {@code 2^bits} nodes are held: of 2 KiB at most, and most of 300 bytes
   */
  public NodeCache(NodeStore store, int bits) {
    this.store = store;
    this.entries = new RecentEntries<>(bits);
  }

  /** Holds nodes that were written to the store just now. */
  public void addAll(Map<Bytes32, Bytes> written) {
    written.forEach((hash, encoded) -> entries.put(hash, new Entry(encoded)));
  }

  MaterialNode load(Bytes32 hash) {
    return entries.get(hash).orElseGet(() -> read(hash)).decoded();
  }

  private Entry read(Bytes32 hash) {
    Entry entry = new Entry(store.node(hash).orElseThrow(() -> new MissingNodeException(hash)));
    entries.put(hash, entry);
    return entry;
  }
}
