package io.lyceum.authority.sync;

import io.lyceum.ledger.types.Address;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How well peers serve blocks. A peer that fails is left alone for a while, one that serves what no
 * honest node serves for a long while: after each time in a row twice as long, up to a cap. The
 * others are asked for as much at once as they give in a short time. Safe for use by many threads.
 */
final class PeerScores {

  private static final Logger LOG = LoggerFactory.getLogger(PeerScores.class);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration FIRST_BAN = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 6;
  private static final int FEWEST_AT_ONCE = 8;
  private static final int FIRST_AT_ONCE = 64;
  private static final double SECONDS_AT_ONCE = 1;
  private static final double WEIGHT_OF_LATEST = 0.3;

  /**
   * @param failures in a row
   * @param pausedUntil when it may be asked again
   * @param rate items in a second, as they came lately; 0 if none came yet
   */
  private record Standing(int failures, Instant pausedUntil, double rate) {

    static final Standing NEW = new Standing(0, Instant.MIN, 0);
  }

  private final InstantSource clock;
  private final Map<Address, Standing> standings = new HashMap<>();

  PeerScores(InstantSource clock) {
    this.clock = clock;
  }

  synchronized boolean isUsable(Address peer) {
    return !clock.instant().isBefore(of(peer).pausedUntil());
  }

  /** Items that it gives in a second; 0 for one that has given none. */
  synchronized double rate(Address peer) {
    return of(peer).rate();
  }

  /** How many items to ask it for at once. */
  synchronized int atOnce(Address peer, int most) {
    double rate = of(peer).rate();
    long wanted = rate == 0 ? FIRST_AT_ONCE : Math.round(rate * SECONDS_AT_ONCE);
    return Math.clamp(wanted, FEWEST_AT_ONCE, most);
  }

  /**
   * It was too slow, broke off, or had nothing.
   *
   * @param how a clause on the peer
   */
  synchronized void failed(Address peer, String how) {
    pause(peer, FIRST_PAUSE, how);
  }

  /**
   * It did what no honest node does.
   *
   * @param how a clause on the peer
   */
  synchronized void misbehaved(Address peer, String how) {
    pause(peer, FIRST_BAN, how);
  }

  private void pause(Address peer, Duration first, String how) {
    Standing before = of(peer);
    Duration pause = first.multipliedBy(1L << Math.min(before.failures(), MAX_DOUBLINGS));
    Instant until = clock.instant().plus(pause);
    LOG.warn("Peer {} {}: it is asked for no blocks for {} s", peer, how, pause.toSeconds());
    standings.put(
        peer,
        new Standing(
            before.failures() + 1,
            until.isAfter(before.pausedUntil()) ? until : before.pausedUntil(),
            before.rate()));
  }

  /** It gave what it was asked for. */
  synchronized void served(Address peer, int items, Duration time) {
    Standing before = of(peer);
    double latest = items * 1e9 / Math.max(1, time.toNanos());
    double rate =
        before.rate() == 0 ? latest : before.rate() + WEIGHT_OF_LATEST * (latest - before.rate());
    standings.put(peer, new Standing(0, before.pausedUntil(), rate));
  }

  private Standing of(Address peer) {
    return standings.getOrDefault(peer, Standing.NEW);
  }
}
