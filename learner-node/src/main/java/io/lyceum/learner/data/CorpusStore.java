package io.lyceum.learner.data;

import io.lyceum.network.artifact.ArtifactStore;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Corpora in the artifact store, where other nodes fetch them by their commitment. Who reads the
 * same one again gets the same instance, as long as it is used or among the last of some. Safe for
 * use by many threads.
 */
public final class CorpusStore {

  /**
   * Bytes of text that are kept in memory though nobody uses them now; at most an eighth of the
   * heap.
   */
  private static final long KEPT =
      Math.min(2L * Corpus.MAXIMUM, Runtime.getRuntime().maxMemory() / 8);

  private final ArtifactStore artifacts;
  private final CorpusCache cache = new CorpusCache(KEPT);

  /** On a store, which the caller closes. */
  public CorpusStore(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /** Stores a corpus; {@code releaseAll(holder)} on the store drops it again. */
  public Bytes32 put(String holder, Corpus corpus) {
    return artifacts.put(holder, cache.share(corpus).chunks());
  }

  /**
   * Reads a corpus back.
   *
   * @return empty if the store does not hold it
   * @throws CorpusException if the text cannot be used, or was not cut into chunks by the rule
   * @throws io.lyceum.network.artifact.InvalidArtifactException if the tree is malformed
   */
  public Optional<Corpus> read(Bytes32 commitment) {
    Optional<Corpus> known =
        artifacts.contains(commitment) ? cache.get(commitment) : Optional.empty();
    return known.or(
        () -> artifacts.leaves(commitment).map(chunks -> cache.share(parse(commitment, chunks))));
  }

  private static Corpus parse(Bytes32 commitment, List<Bytes> chunks) {
    Corpus corpus = Corpus.ofChunks("The dataset " + commitment, chunks);
    if (!corpus.commitment().equals(commitment)) {
      throw new CorpusException(
          "The dataset " + commitment + " is not cut into chunks as it should be.");
    }
    return corpus;
  }
}
