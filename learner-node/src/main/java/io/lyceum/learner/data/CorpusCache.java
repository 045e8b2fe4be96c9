package io.lyceum.learner.data;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The corpora that were used last, as far as a number of bytes allows, and any other that somebody
 * still uses: there is one instance of each. Safe for use by many threads.
 */
final class CorpusCache {

  private final long limit;
  private final Map<Bytes32, WeakReference<Corpus>> used = new HashMap<>();

  /** The one that was used last comes last. */
  private final Map<Bytes32, Corpus> recent = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param limit bytes of text to keep at most; the corpus that was used last is kept in any case
   */
  CorpusCache(long limit) {
    this.limit = limit;
  }

  /** The corpus of a commitment, if it is kept or used. */
  synchronized Optional<Corpus> get(Bytes32 commitment) {
    WeakReference<Corpus> known = used.get(commitment);
    Optional<Corpus> corpus = known == null ? Optional.empty() : Optional.ofNullable(known.get());
    corpus.ifPresent(this::keep);
    return corpus;
  }

  /**
   * Keeps a corpus.
   *
   * @return the instance that everybody shares
   */
  synchronized Corpus share(Corpus corpus) {
    used.values().removeIf(known -> known.get() == null);
    WeakReference<Corpus> known = used.get(corpus.commitment());
    Corpus shared = known == null ? null : known.get();
    if (shared == null) {
      shared = corpus;
      used.put(corpus.commitment(), new WeakReference<>(corpus));
    }
    keep(shared);
    return shared;
  }

  private void keep(Corpus corpus) {
    recent.put(corpus.commitment(), corpus);
    long bytes = recent.values().stream().mapToLong(Corpus::size).sum();
    var eldest = recent.values().iterator();
    while (bytes > limit && recent.size() > 1) {
      bytes -= eldest.next().size();
      eldest.remove();
    }
  }
}
