package io.lyceum.ledger.trie;

import org.apache.tuweni.bytes.Bytes32;

/**
 * A node of which only the hash is known yet.
 *
 * @param hash Keccak-256 of its encoding
 */
record StoredNode(Bytes32 hash) implements TrieNode {}
