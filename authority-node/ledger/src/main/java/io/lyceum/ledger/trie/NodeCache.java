package io.lyceum.ledger.trie;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Nodes of a store in bounded memory, decoded. A node never changes under its hash, so whatever
 * becomes of the block that made it, a node that is held is right; but it must be in the store, or
 * a trie would show what a restart loses. Safe for use by many threads.
 */
public final class NodeCache {

  /** What the decoded form of a node takes for each byte of its encoding, about. */
  private static final int GROWTH = 3;

  /** What an entry takes beside it, in bytes. */
  private static final int OVERHEAD = 200;

  private final NodeStore store;
  private final Cache<Bytes32, Entry> entries;

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
   * @param maxBytes of memory, about
   */
  public NodeCache(NodeStore store, long maxBytes) {
    this.store = store;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Bytes32 hash, Entry entry) -> OVERHEAD + GROWTH * entry.encoded.size())
            .executor(Runnable::run)
            .build();
  }

  /** Holds nodes that were written to the store just now. */
  public void addAll(Map<Bytes32, Bytes> written) {
    written.forEach((hash, encoded) -> entries.put(hash, new Entry(encoded)));
  }

  MaterialNode load(Bytes32 hash) {
    Entry entry = entries.getIfPresent(hash);
    if (entry == null) {
      entry = new Entry(store.node(hash).orElseThrow(() -> new MissingNodeException(hash)));
      entries.put(hash, entry);
    }
    return entry.decoded();
  }
}
