package io.lyceum.ledger.trie;

import org.apache.tuweni.bytes.Bytes32;

/** Reads nodes that a trie refers to by their hash. */
@FunctionalInterface
interface NodeLoader {

  /**
   * @throws MissingNodeException if the store lacks the node
   */
  MaterialNode load(Bytes32 hash);

  /** Reads from a store, and decodes a node each time. */
  static NodeLoader from(NodeStore store) {
    return hash ->
        TrieNodeCodec.decode(store.node(hash).orElseThrow(() -> new MissingNodeException(hash)));
  }
}
