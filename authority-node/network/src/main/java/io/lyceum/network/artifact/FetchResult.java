package io.lyceum.network.artifact;

import io.lyceum.network.transport.PeerEndpoint;
import java.util.List;
import java.util.stream.Collectors;

/** How the fetching of an artifact ended. */
public sealed interface FetchResult {

  /**
   * The whole tree is in the store and held.
   *
   * @param bytes that were received; 0 if it was there already
   */
  record Fetched(long bytes) implements FetchResult {}

  /**
   * No peer served it.
   *
   * @param failures what each peer that was asked did, in that order
   */
  record Unavailable(List<Failure> failures) implements FetchResult {

    /** Keeps an unmodifiable copy. */
    public Unavailable {
      failures = List.copyOf(failures);
    }

    /** One line that names every peer and its failure. */
    public String description() {
      return failures.isEmpty()
          ? "no peer to ask"
          : failures.stream()
              .map(failure -> failure.peer().address() + " " + failure.reason())
              .collect(Collectors.joining("; "));
    }
  }

  /**
   * Why one peer was given up.
   *
   * @param reason a clause without its subject, such as "sent wrong bytes"
   */
  record Failure(PeerEndpoint peer, String reason) {}
}
