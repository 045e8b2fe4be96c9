package io.lyceum.ledger.trie;

/** No node. */
enum EmptyNode implements TrieNode {
  /** The only one. */
  INSTANCE
}
