package io.lyceum.verification;

import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.TensorDescription;
import io.lyceum.network.artifact.ArtifactLimits;
import java.time.Duration;

/**
 * How large an artifact may be, by what it is. A peer that serves more, or serves it too slowly, is
 * one that does not have it: nobody fills an authority's memory or disk, or its time.
 *
 * @param leaves of the tree
 * @param largestLeaf bytes of the largest leaf's data
 * @param bytes of all leaves' data
 */
record ArtifactSize(long leaves, int largestLeaf, long bytes) {

  /** More than a leaf's or a node's bytes around its data. */
  private static final int OVERHEAD = 128;

  private static final int DEPTH = 40;
  private static final int SLOWEST_BYTES_PER_SECOND = 1 << 20;
  private static final int PATIENCE_SECONDS = 10;
  private static final int PROOF_LEAF = 40;

  /** The leaves of a proof. */
  static ArtifactSize ofProof(int segments) {
    return new ArtifactSize(segments + 1L, PROOF_LEAF, (segments + 1L) * PROOF_LEAF);
  }

  /** The parameters of a model. */
  static ArtifactSize ofVersion(ModelSpecification model) {
    int largest = model.tensors().stream().mapToInt(TensorDescription::size).max().orElseThrow();
    return new ArtifactSize(
        model.tensors().size(), largest * Float.BYTES, model.parameters() * Float.BYTES);
  }

  /** Parameters and two moments of each. */
  static ArtifactSize ofCheckpoint(ModelSpecification model) {
    ArtifactSize version = ofVersion(model);
    return new ArtifactSize(3 * version.leaves(), version.largestLeaf(), 3 * version.bytes());
  }

  /** Any corpus. */
  static ArtifactSize ofDataset() {
    return new ArtifactSize(Corpus.MAXIMUM / Corpus.CHUNK, Corpus.CHUNK, Corpus.MAXIMUM);
  }

  /** The limits within which such an artifact is fetched. */
  ArtifactLimits limits() {
    long total = bytes + 2 * leaves * OVERHEAD;
    return new ArtifactLimits(
        total,
        largestLeaf + OVERHEAD,
        DEPTH,
        Duration.ofSeconds(PATIENCE_SECONDS),
        Duration.ofSeconds(PATIENCE_SECONDS + total / SLOWEST_BYTES_PER_SECOND));
  }
}
