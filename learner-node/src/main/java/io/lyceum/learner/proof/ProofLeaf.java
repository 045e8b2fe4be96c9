package io.lyceum.learner.proof;

import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.network.artifact.MerkleTree;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A leaf of a proof's tree.
 *
 * @param index which checkpoint, from 0
 * @param checkpointRoot the checkpoint's root
 * @param loss mean training loss of the segment that led here; zero for the first
 */
public record ProofLeaf(int index, Bytes32 checkpointRoot, Loss loss) {

  /** The leaf of the checkpoint with which a proof begins. */
  public static ProofLeaf first(TrainingState state) {
    return new ProofLeaf(0, Checkpoint.of(state).root(), Loss.ZERO);
  }

  /** The leaf of the checkpoint to which a segment led. */
  public static ProofLeaf after(Segment segment) {
    return new ProofLeaf(
        segment.index() + 1,
        Checkpoint.of(segment.after()).root(),
        Loss.ofNats(segment.meanLoss()));
  }

  private static final int DATA_SIZE = Bytes32.SIZE + Long.BYTES;

  /**
   * Reads the data of a leaf.
   *
   * @throws IllegalArgumentException if they have not 40 bytes
   */
  public static ProofLeaf fromData(int index, Bytes data) {
    if (data.size() != DATA_SIZE) {
      throw new IllegalArgumentException("A proof's leaf has 40 bytes, not " + data.size());
    }
    return new ProofLeaf(index, Bytes32.wrap(data, 0), new Loss(data.getLong(Bytes32.SIZE)));
  }

  /** The leaf's data: {@code checkpointRoot ‖ uint64 loss}. */
  public Bytes data() {
    return Bytes.concatenate(checkpointRoot, loss.bytes());
  }

  /** The leaf's hash: {@code keccak256(0x00 ‖ uint32 index ‖ data)}. */
  public Bytes32 hash() {
    return MerkleTree.leaf(index, data());
  }

  /** Whether this leaf stands in the tree of {@code count} leaves with a given root. */
  public boolean verify(Bytes32 proofRoot, int count, List<Bytes32> siblings) {
    return MerkleTree.verify(proofRoot, hash(), index, count, siblings);
  }
}
