package io.lyceum.authority.sync;

import io.lyceum.ledger.types.Address;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Which peers are left alone for a while: after each failure in a row twice as long, up to a cap.
 * For one thread.
 */
final class PeerScores {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MAX_DOUBLINGS = 6;

  private record Standing(int failures, Instant pausedUntil) {}

  private final InstantSource clock;
  private final Map<Address, Standing> failing = new HashMap<>();

  PeerScores(InstantSource clock) {
    this.clock = clock;
  }

  boolean isUsable(Address peer) {
    Standing standing = failing.get(peer);
    return standing == null || !clock.instant().isBefore(standing.pausedUntil());
  }

  void failed(Address peer) {
    Standing before = failing.get(peer);
    int failures = before == null ? 1 : before.failures() + 1;
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    failing.put(peer, new Standing(failures, clock.instant().plus(pause)));
  }

  void succeeded(Address peer) {
    failing.remove(peer);
  }
}
