package io.lyceum.learner.proof;

import io.lyceum.network.artifact.MerkleTree;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The Merkle tree of a proof of learning: S + 1 leaves, one for each checkpoint. Segment i leads
 * from leaf i to leaf i + 1, so segments of different runs cannot be spliced.
 */
public final class ProofTree {

  private final List<ProofLeaf> leaves;
  private final MerkleTree tree;

  /**
   * @param leaves of checkpoints 0 to S
   * @throws IllegalArgumentException if there are fewer than two, an index is not its leaf's
   *     position, or the first loss is not zero
   */
  public ProofTree(List<ProofLeaf> leaves) {
    if (leaves.size() < 2
        || !IntStream.range(0, leaves.size()).allMatch(i -> leaves.get(i).index() == i)
        || !leaves.getFirst().loss().equals(Loss.ZERO)) {
      throw new IllegalArgumentException("These are not the leaves of a proof: " + leaves);
    }
    this.leaves = List.copyOf(leaves);
    this.tree = MerkleTree.of(leaves.stream().map(ProofLeaf::hash).toList());
  }

  /** The root that a learner submits. */
  public Bytes32 root() {
    return tree.root();
  }

  /** The leaves in order. */
  public List<ProofLeaf> leaves() {
    return leaves;
  }

  /** Number of segments, S. */
  public int segments() {
    return leaves.size() - 1;
  }

  /**
   * The siblings that prove a leaf, from the bottom up.
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public List<Bytes32> inclusion(int index) {
    return tree.proof(index);
  }
}
