package io.lyceum.learner.proof;

import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.artifact.InvalidArtifactException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** The trees of proofs in the artifact store, where authorities fetch them by the proof's root. */
public final class ProofStore {

  private final ArtifactStore artifacts;

  /** On a store, which the caller closes. */
  public ProofStore(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /** Stores a proof's leaves; {@code releaseAll(holder)} on the store drops them again. */
  public Bytes32 put(String holder, ProofTree proof) {
    return artifacts.put(holder, proof.leaves().stream().map(ProofLeaf::data).toList());
  }

  /**
   * Reads a proof back.
   *
   * @return empty if the store does not hold it
   * @throws InvalidArtifactException if the tree is no proof's
   */
  public Optional<ProofTree> read(Bytes32 root) {
    return artifacts.leaves(root).map(leaves -> parse(root, leaves));
  }

  private static ProofTree parse(Bytes32 root, List<Bytes> leaves) {
    try {
      List<ProofLeaf> parsed = new ArrayList<>(leaves.size());
      for (int i = 0; i < leaves.size(); i++) {
        parsed.add(ProofLeaf.fromData(i, leaves.get(i)));
      }
      return new ProofTree(parsed);
    } catch (IllegalArgumentException e) {
      throw new InvalidArtifactException("Artifact " + root + " is no proof: " + e.getMessage());
    }
  }
}
