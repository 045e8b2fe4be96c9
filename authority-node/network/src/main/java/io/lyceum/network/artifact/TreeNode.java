package io.lyceum.network.artifact;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** A node of a {@link MerkleTree}, read from the bytes that its hash is taken over. */
public sealed interface TreeNode {

  /**
   * A leaf.
   *
   * @param index its position among the tree's leaves, unsigned 32 bits
   * @param data what it holds
   */
  record Leaf(long index, Bytes data) implements TreeNode {}

  /** An inner node with the hashes of its children. */
  record Inner(Bytes32 left, Bytes32 right) implements TreeNode {}

  /**
   * Reads a preimage. The first byte tells the kind, so neither can pass for the other.
   *
   * @throws IllegalArgumentException if it is neither a leaf's nor an inner node's
   */
  static TreeNode parse(Bytes preimage) {
    if (preimage.size() >= MerkleTree.LEAF_HEADER_SIZE && preimage.get(0) == MerkleTree.LEAF_TAG) {
      return new Leaf(
          preimage.slice(1, Integer.BYTES).toUnsignedBigInteger().longValueExact(),
          preimage.slice(MerkleTree.LEAF_HEADER_SIZE));
    }
    if (preimage.size() == MerkleTree.NODE_SIZE && preimage.get(0) == MerkleTree.NODE_TAG) {
      return new Inner(Bytes32.wrap(preimage, 1), Bytes32.wrap(preimage, 1 + Bytes32.SIZE));
    }
    throw new IllegalArgumentException(
        "Not the preimage of a Merkle node (" + preimage.size() + " bytes)");
  }
}
