package io.lyceum.ledger.trie;

import io.lyceum.ledger.crypto.Keccak;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** A node whose content is at hand; its encoding is computed when first asked for. */
abstract sealed class MaterialNode implements TrieNode permits LeafNode, ExtensionNode, BranchNode {

  private volatile Bytes encoded;
  private volatile Bytes32 hash;

  final Bytes encoded() {
    Bytes known = encoded;
    if (known == null) {
      known = TrieNodeCodec.encode(this);
      encoded = known;
    }
    return known;
  }

  final Bytes32 hash() {
    Bytes32 known = hash;
    if (known == null) {
      known = Keccak.hash(encoded());
      hash = known;
    }
    return known;
  }

  /** Whether the parent holds the node itself, not its hash. */
  final boolean isInline() {
    return encoded().size() < Bytes32.SIZE;
  }
}
