package io.lyceum.network.artifact;

import io.lyceum.ledger.crypto.Keccak;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The binary Merkle tree of Lyceum's commitments: a leaf is {@code keccak256(0x00 ‖ uint32 index ‖
 * data)} (index big-endian), a node is {@code keccak256(0x01 ‖ left ‖ right)}, and an odd node is
 * carried up unchanged.
 */
public final class MerkleTree {

  /** First byte of a leaf's preimage. */
  static final byte LEAF_TAG = 0;

  /** First byte of an inner node's preimage. */
  static final byte NODE_TAG = 1;

  /** Bytes of a leaf's preimage before its data: the tag and the index. */
  static final int LEAF_HEADER_SIZE = 1 + Integer.BYTES;

  /** Bytes of an inner node's preimage. */
  static final int NODE_SIZE = 1 + 2 * Bytes32.SIZE;

  private final List<List<Bytes32>> levels;

  private MerkleTree(List<List<Bytes32>> levels) {
    this.levels = levels;
  }

  /**
   * Builds the tree over leaf hashes.
   *
   * @throws IllegalArgumentException if there is no leaf
   */
  public static MerkleTree of(List<Bytes32> leaves) {
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException("A Merkle tree needs a leaf");
    }
    List<List<Bytes32>> levels = new ArrayList<>();
    levels.add(List.copyOf(leaves));
    List<Bytes32> level = levels.getFirst();
    while (level.size() > 1) {
      List<Bytes32> above = new ArrayList<>((level.size() + 1) / 2);
      for (int i = 0; i + 1 < level.size(); i += 2) {
        above.add(node(level.get(i), level.get(i + 1)));
      }
      if (level.size() % 2 == 1) {
        above.add(level.getLast());
      }
      levels.add(List.copyOf(above));
      level = above;
    }
    return new MerkleTree(List.copyOf(levels));
  }

  /** The hash of a leaf's data at an index. */
  public static Bytes32 leaf(int index, Bytes data) {
    return Keccak.hash(leafPreimage(index, data));
  }

  /** The bytes that a leaf's hash is taken over. */
  public static Bytes leafPreimage(int index, Bytes data) {
    return Bytes.concatenate(Bytes.of(LEAF_TAG), Bytes.ofUnsignedInt(index), data);
  }

  /** The hash of an inner node. */
  public static Bytes32 node(Bytes32 left, Bytes32 right) {
    return Keccak.hash(nodePreimage(left, right));
  }

  /** The 65 bytes that an inner node's hash is taken over. */
  public static Bytes nodePreimage(Bytes32 left, Bytes32 right) {
    return Bytes.concatenate(Bytes.of(NODE_TAG), left, right);
  }

  /** Hands out the children of every inner node, from the level above the leaves upwards. */
  void forEachInner(BiConsumer<Bytes32, Bytes32> children) {
    for (List<Bytes32> level : levels.subList(0, levels.size() - 1)) {
      for (int i = 0; i + 1 < level.size(); i += 2) {
        children.accept(level.get(i), level.get(i + 1));
      }
    }
  }

  /** The root. */
  public Bytes32 root() {
    return levels.getLast().getFirst();
  }

  /** The leaf hashes in order. */
  public List<Bytes32> leaves() {
    return levels.getFirst();
  }

  /**
   * The siblings from a leaf up to the root; a level where the node has no sibling adds none.
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public List<Bytes32> proof(int index) {
    List<Bytes32> siblings = new ArrayList<>();
    int position = index;
    for (List<Bytes32> level : levels.subList(0, levels.size() - 1)) {
      int sibling = position ^ 1;
      if (sibling < level.size()) {
        siblings.add(level.get(sibling));
      }
      position >>= 1;
    }
    return List.copyOf(siblings);
  }

  /**
   * Whether a leaf hash stands at an index of the tree of {@code count} leaves with this root.
   *
   * @return false also if the index, the count or the number of siblings does not fit
   */
  public static boolean verify(
      Bytes32 root, Bytes32 leaf, int index, int count, List<Bytes32> siblings) {
    if (index < 0 || index >= count) {
      return false;
    }
    Bytes32 hash = leaf;
    int position = index;
    int width = count;
    int used = 0;
    while (width > 1) {
      if ((position ^ 1) < width) {
        if (used == siblings.size()) {
          return false;
        }
        Bytes32 sibling = siblings.get(used++);
        hash = (position & 1) == 0 ? node(hash, sibling) : node(sibling, hash);
      }
      position >>= 1;
      width = (width + 1) / 2;
    }
    return used == siblings.size() && hash.equals(root);
  }
}
