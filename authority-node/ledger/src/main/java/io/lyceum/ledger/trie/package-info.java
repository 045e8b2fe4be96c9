/** Merkle-Patricia tries of immutable nodes. */
package io.lyceum.ledger.trie;
