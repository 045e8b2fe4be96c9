package io.lyceum.learner.proof;

import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.artifact.InvalidArtifactException;
import io.lyceum.network.artifact.TreeNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Checkpoints, versions, proofs and datasets as artifacts: how they are stored, and read back from
 * trees that were fetched from a peer. Whatever is read has the hash that it was asked by; a tree
 * that is none of what it should be is an {@link InvalidArtifactException}, a tree that is not held
 * an empty result.
 */
public final class ProofArtifacts {

  private final ArtifactStore store;

  /** Reads and writes in a store. */
  public ProofArtifacts(ArtifactStore store) {
    this.store = store;
  }

  /** Stores a training state under a holder's name. */
  public Checkpoint putCheckpoint(String holder, TrainingState state) {
    Checkpoint checkpoint =
        new Checkpoint(
            store.put(holder, Checkpoint.leafData(state.parameters())),
            store.put(holder, Checkpoint.optimizerData(state)));
    store.join(holder, checkpoint.parametersRoot(), checkpoint.optimizerRoot());
    return checkpoint;
  }

  /** Stores parameters under a holder's name; gives their version. */
  public Bytes32 putVersion(String holder, Tensors parameters) {
    return store.put(holder, Checkpoint.leafData(parameters));
  }

  /** Stores a proof's leaves under a holder's name; the root is the proof's. */
  public Bytes32 putProof(String holder, ProofTree proof) {
    return store.put(holder, proof.leaves().stream().map(ProofLeaf::data).toList());
  }

  /** Stores a corpus under a holder's name; the root is its commitment. */
  public Bytes32 putCorpus(String holder, Corpus corpus) {
    return store.put(holder, corpus.chunks());
  }

  /** The parts of a checkpoint. */
  public Optional<Checkpoint> checkpoint(Bytes32 root) {
    return store
        .node(root)
        .map(
            node -> {
              if (node instanceof TreeNode.Inner(Bytes32 left, Bytes32 right)) {
                return new Checkpoint(left, right);
              }
              throw new InvalidArtifactException("Artifact " + root + " is no checkpoint");
            });
  }

  /**
   * The training state of a checkpoint.
   *
   * @param step optimizer steps since the proof's start; the checkpoint's index tells it, not its
   *     content
   */
  public Optional<TrainingState> state(ModelSpecification specification, Bytes32 root, int step) {
    Optional<Checkpoint> checkpoint = checkpoint(root);
    Optional<Tensors> parameters =
        checkpoint.flatMap(parts -> version(specification, parts.parametersRoot()));
    Optional<List<Bytes>> moments =
        checkpoint.flatMap(parts -> store.leaves(parts.optimizerRoot()));
    if (parameters.isEmpty() || moments.isEmpty()) {
      return Optional.empty();
    }
    int tensors = parameters.get().count();
    if (moments.get().size() != 2 * tensors) {
      throw new InvalidArtifactException("Checkpoint " + root + " has not two moments a tensor");
    }
    return Optional.of(
        new TrainingState(
            parameters.get(),
            tensors(specification, moments.get().subList(0, tensors), root),
            tensors(specification, moments.get().subList(tensors, 2 * tensors), root),
            step));
  }

  /** The parameters of a version. */
  public Optional<Tensors> version(ModelSpecification specification, Bytes32 version) {
    return store.leaves(version).map(leaves -> tensors(specification, leaves, version));
  }

  /** The leaves of a proof. */
  public Optional<ProofTree> proof(Bytes32 root) {
    return store
        .leaves(root)
        .map(
            leaves -> {
              try {
                List<ProofLeaf> parsed = new ArrayList<>(leaves.size());
                for (int i = 0; i < leaves.size(); i++) {
                  parsed.add(ProofLeaf.fromData(i, leaves.get(i)));
                }
                return new ProofTree(parsed);
              } catch (IllegalArgumentException e) {
                throw new InvalidArtifactException("Artifact " + root + " is no proof");
              }
            });
  }

  /**
   * The corpus with a commitment.
   *
   * @throws io.lyceum.learner.data.CorpusException if the text cannot be used
   */
  public Optional<Corpus> corpus(Bytes32 commitment) {
    return store
        .leaves(commitment)
        .map(
            chunks -> {
              ByteArrayOutputStream text = new ByteArrayOutputStream();
              chunks.forEach(chunk -> text.writeBytes(chunk.toArrayUnsafe()));
              Corpus corpus = Corpus.of("The job's dataset", text.toByteArray());
              if (!corpus.commitment().equals(commitment)) {
                throw new InvalidArtifactException(
                    "Dataset " + commitment + " is not cut into chunks as it should be");
              }
              return corpus;
            });
  }

  private static Tensors tensors(
      ModelSpecification specification, List<Bytes> leaves, Bytes32 root) {
    try {
      return Tensors.fromLittleEndian(
          specification, leaves.stream().map(Bytes::toArrayUnsafe).toList());
    } catch (IllegalArgumentException e) {
      throw new InvalidArtifactException(
          "Artifact " + root + " does not fit the model: " + e.getMessage());
    }
  }
}
