package io.lyceum.ledger.trie;

import org.apache.tuweni.bytes.Bytes32;

/**
 * Reads nodes from a store.
 *
 * @param store where they lie
 */
record NodeLoader(NodeStore store) {

  /**
   * @throws MissingNodeException if the store lacks the node
   */
  MaterialNode load(StoredNode node) {
    Bytes32 hash = node.hash();
    return TrieNodeCodec.decode(store.node(hash).orElseThrow(() -> new MissingNodeException(hash)));
  }
}
