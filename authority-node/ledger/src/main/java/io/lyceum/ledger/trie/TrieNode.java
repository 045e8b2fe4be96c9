package io.lyceum.ledger.trie;

/** A node of a Merkle-Patricia trie. All are immutable. */
sealed interface TrieNode permits EmptyNode, StoredNode, MaterialNode {}
