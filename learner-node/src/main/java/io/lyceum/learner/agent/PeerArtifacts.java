package io.lyceum.learner.agent;

import io.lyceum.network.artifact.ArtifactFetcher;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.artifact.FetchResult;
import io.lyceum.network.transport.PeerEndpoint;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes32;

/** The learner's artifacts, and those that it gets from authorities. */
final class PeerArtifacts {

  private final ArtifactStore store;
  private final ArtifactFetcher fetcher;
  private final Supplier<List<PeerEndpoint>> authorities;

  /**
   * @param authorities where they are reached at the time of asking
   */
  PeerArtifacts(
      ArtifactStore store, ArtifactFetcher fetcher, Supplier<List<PeerEndpoint>> authorities) {
    this.store = store;
    this.fetcher = fetcher;
    this.authorities = authorities;
  }

  ArtifactStore store() {
    return store;
  }

  /** Lets go of all that belongs to jobs that are over. */
  void dropAllBut(Collection<BigInteger> activeJobs) {
    for (String holder : store.holders()) {
      if (!activeJobs.contains(Holder.parse(holder).job())) {
        store.releaseAll(holder);
      }
    }
  }

  /**
   * Brings an artifact into the store, from an authority if it is not there, and makes it the only
   * one that a holder holds.
   *
   * @param what it is, as a sentence's subject
   */
  void keepOnly(String holder, Bytes32 root, String what)
      throws HindranceException, InterruptedException {
    FetchResult result = fetcher.fetch(holder, root, authorities.get());
    if (result instanceof FetchResult.Unavailable unavailable) {
      throw new HindranceException(
          "%s %s is at no authority: %s.".formatted(what, root, unavailable.description()));
    }
    for (Bytes32 held : store.heldBy(holder)) {
      if (!held.equals(root)) {
        store.release(holder, held);
      }
    }
  }
}
