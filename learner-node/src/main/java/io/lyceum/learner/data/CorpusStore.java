package io.lyceum.learner.data;

import io.lyceum.network.artifact.ArtifactStore;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Corpora in the artifact store, where other nodes fetch them by their commitment. */
public final class CorpusStore {

  private final ArtifactStore artifacts;

  /** On a store, which the caller closes. */
  public CorpusStore(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /** Stores a corpus; {@code releaseAll(holder)} on the store drops it again. */
  public Bytes32 put(String holder, Corpus corpus) {
    return artifacts.put(holder, corpus.chunks());
  }

  /**
   * Reads a corpus back.
   *
   * @return empty if the store does not hold it
   * @throws CorpusException if the text cannot be used, or was not cut into chunks by the rule
   * @throws io.lyceum.network.artifact.InvalidArtifactException if the tree is malformed
   */
  public Optional<Corpus> read(Bytes32 commitment) {
    return artifacts.leaves(commitment).map(chunks -> parse(commitment, chunks));
  }

  private static Corpus parse(Bytes32 commitment, List<Bytes> chunks) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    chunks.forEach(chunk -> text.writeBytes(chunk.toArrayUnsafe()));
    Corpus corpus = Corpus.of("The dataset " + commitment, text.toByteArray());
    if (!corpus.commitment().equals(commitment)) {
      throw new CorpusException(
          "The dataset " + commitment + " is not cut into chunks as it should be.");
    }
    return corpus;
  }
}
