package io.lyceum.ledger.trie;

import io.lyceum.ledger.crypto.Keccak;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** A node whose content is at hand; its encoding is computed when first asked for. */
abstract sealed class MaterialNode implements TrieNode permits LeafNode, ExtensionNode, BranchNode {

  private volatile Bytes encoded;
  private volatile Bytes32 hash;

  final Bytes encoded() {
    if (encoded == null) {
      encoded = TrieNodeCodec.encode(this);
    }
    return encoded;
  }

  final Bytes32 hash() {
    if (hash == null) {
      hash = Keccak.hash(encoded());
    }
    return hash;
  }

  /** Whether the parent holds the node itself, not its hash. */
  final boolean isInline() {
    return encoded().size() < Bytes32.SIZE;
  }
}
