package io.lyceum.learner.proof;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.network.artifact.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The commitment to a training state: one Merkle tree whose left half holds the parameters and
 * whose right half the optimizer's moments, first moments before second ones. A leaf's data are a
 * tensor's little-endian fp32 bytes.
 *
 * @param parametersRoot root over the parameters; this is a <em>version</em>
 * @param optimizerRoot root over the moments
 */
public record Checkpoint(Bytes32 parametersRoot, Bytes32 optimizerRoot) {

  /** The commitment to a state. */
  public static Checkpoint of(TrainingState state) {
    return new Checkpoint(version(state.parameters()), optimizerRoot(state));
  }

  /** The version that parameters are: the Merkle root over their tensors. */
  public static Bytes32 version(Tensors parameters) {
    return parametersTree(parameters).root();
  }

  /** The optimizer root of moments that are zero, with which every proof begins. */
  public static Bytes32 zeroOptimizerRoot(ModelSpecification specification) {
    return optimizerRoot(TrainingState.atProofStart(Tensors.zeros(specification)));
  }

  /** The root of the whole tree: the node over both roots. */
  public Bytes32 root() {
    return MerkleTree.node(parametersRoot, optimizerRoot);
  }

  static MerkleTree parametersTree(Tensors parameters) {
    return MerkleTree.of(hash(leafData(parameters)));
  }

  static List<Bytes> leafData(Tensors tensors) {
    List<Bytes> data = new ArrayList<>(tensors.count());
    for (int i = 0; i < tensors.count(); i++) {
      data.add(Bytes.wrap(tensors.littleEndian(i)));
    }
    return data;
  }

  static List<Bytes> optimizerData(TrainingState state) {
    List<Bytes> data = new ArrayList<>(leafData(state.firstMoments()));
    data.addAll(leafData(state.secondMoments()));
    return data;
  }

  private static Bytes32 optimizerRoot(TrainingState state) {
    return MerkleTree.of(hash(optimizerData(state))).root();
  }

  private static List<Bytes32> hash(List<Bytes> data) {
    List<Bytes32> leaves = new ArrayList<>(data.size());
    for (int i = 0; i < data.size(); i++) {
      leaves.add(MerkleTree.leaf(i, data.get(i)));
    }
    return leaves;
  }
}
