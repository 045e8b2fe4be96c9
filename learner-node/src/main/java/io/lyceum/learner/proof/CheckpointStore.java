package io.lyceum.learner.proof;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.artifact.InvalidArtifactException;
import io.lyceum.network.artifact.TreeNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Checkpoints and versions as trees in the artifact store, where other nodes fetch them by hash.
 */
public final class CheckpointStore {

  private final ArtifactStore artifacts;

  /** On a store, which the caller closes. */
  public CheckpointStore(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /** Stores a state's whole tree; {@code releaseAll(holder)} on the store drops it again. */
  public Checkpoint put(String holder, TrainingState state) {
    Bytes32 parameters = putVersion(holder, state.parameters());
    Bytes32 optimizer = artifacts.put(holder, Checkpoint.optimizerData(state));
    artifacts.join(holder, parameters, optimizer);
    return new Checkpoint(parameters, optimizer);
  }

  /** Stores parameters alone; gives their version. */
  public Bytes32 putVersion(String holder, Tensors parameters) {
    return artifacts.put(holder, Checkpoint.leafData(parameters));
  }

  /**
   * Reads a state back.
   *
   * @param root the checkpoint's root
   * @param step optimizer steps since the proof's start at this checkpoint
   * @return empty if the store does not hold it
   * @throws MalformedCheckpointException if the tree does not hold finite tensors of the model
   */
  public Optional<TrainingState> read(Bytes32 root, ModelSpecification specification, int step) {
    if (!artifacts.contains(root)) {
      return Optional.empty();
    }
    return node(root)
        .flatMap(
            node -> {
              if (!(node instanceof TreeNode.Inner(Bytes32 parameters, Bytes32 optimizer))) {
                throw new MalformedCheckpointException("A checkpoint has two halves");
              }
              return leaves(parameters)
                  .flatMap(
                      weights ->
                          leaves(optimizer)
                              .map(moments -> state(specification, weights, moments, step)));
            });
  }

  /**
   * Reads parameters back.
   *
   * @return empty if the store does not hold them
   * @throws MalformedCheckpointException if the tree does not hold finite tensors of the model
   */
  public Optional<Tensors> readVersion(Bytes32 version, ModelSpecification specification) {
    return artifacts.contains(version)
        ? leaves(version).map(data -> tensors(specification, data))
        : Optional.empty();
  }

  private Optional<TreeNode> node(Bytes32 hash) {
    return artifacts.preimage(hash).map(TreeNode::parse);
  }

  private Optional<List<Bytes>> leaves(Bytes32 root) {
    try {
      return artifacts.leaves(root);
    } catch (InvalidArtifactException e) {
      throw new MalformedCheckpointException("The tree " + root + " is malformed", e);
    }
  }

  private static TrainingState state(
      ModelSpecification specification, List<Bytes> weights, List<Bytes> moments, int step) {
    int tensors = specification.tensors().size();
    if (moments.size() != 2 * tensors) {
      throw new MalformedCheckpointException(
          "The optimizer has %d tensors, not %d".formatted(moments.size(), 2 * tensors));
    }
    return new TrainingState(
        tensors(specification, weights),
        tensors(specification, moments.subList(0, tensors)),
        tensors(specification, moments.subList(tensors, 2 * tensors)),
        step);
  }

  private static Tensors tensors(ModelSpecification specification, List<Bytes> data) {
    List<byte[]> encoded = new ArrayList<>(data.size());
    data.forEach(bytes -> encoded.add(bytes.toArrayUnsafe()));
    try {
      Tensors tensors = Tensors.fromLittleEndian(specification, encoded);
      if (!tensors.finite()) {
        throw new MalformedCheckpointException("A tensor holds a value that is not finite");
      }
      return tensors;
    } catch (IllegalArgumentException e) {
      throw new MalformedCheckpointException("The tensors are not of the model", e);
    }
  }
}
