package io.lyceum.authority.sync;

import io.lyceum.ledger.types.Address;
import io.lyceum.network.BlockAnnouncement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Announcements that wait for the synchronizer. When too many wait, further ones are dropped: what
 * they tell of is fetched later.
 */
public final class AnnouncedBlocks {

  /** Something to look at. */
  sealed interface Announced {

    /** A peer has a block. */
    record Block(Address from, BlockAnnouncement announcement) implements Announced {}

    /** A peer works on the block after this head, so it has it. */
    record Ahead(Address peer, long head) implements Announced {}

    /** Some peer may be ahead. */
    record Reason() implements Announced {}
  }

  private static final int CAPACITY = 64;

  private final BlockingQueue<Announced> queue = new ArrayBlockingQueue<>(CAPACITY);

  /** Nothing waits yet. */
  public AnnouncedBlocks() {}

  /** A peer announced a block. */
  public void add(Address from, BlockAnnouncement announcement) {
    queue.offer(new Announced.Block(from, announcement));
  }

  /** A peer showed, other than by announcing it, that it has a head. */
  public void ahead(Address peer, long head) {
    queue.offer(new Announced.Ahead(peer, head));
  }

  /** There is reason to compare heads with the peers. */
  public void wake() {
    queue.offer(new Announced.Reason());
  }

  /** Waits for the next, or until a time has passed. */
  Optional<Announced> poll(Duration timeout) throws InterruptedException {
    return Optional.ofNullable(queue.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
  }
}
