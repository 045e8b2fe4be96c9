package io.lyceum.authority.gossip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.tuweni.bytes.Bytes;

/**
 * What this node has admitted and not passed on yet. Transactions leave together that came within a
 * few milliseconds, since a message for each would cost more than the transactions. When too many
 * wait, further ones are dropped: they are in this node's own blocks at the latest.
 */
final class OutgoingTransactions {

  private static final int CAPACITY = 1 << 15;
  private static final int MOST_AT_ONCE = 256;
  private static final Duration LINGER = Duration.ofMillis(5);

  private final BlockingQueue<Bytes> waiting = new ArrayBlockingQueue<>(CAPACITY);
  private final LongAdder dropped = new LongAdder();

  void add(Bytes transaction) {
    if (!waiting.offer(transaction)) {
      dropped.increment();
    }
  }

  /** Waits for a transaction, and takes what comes soon after it. */
  List<Bytes> take() throws InterruptedException {
    List<Bytes> batch = new ArrayList<>();
    batch.add(waiting.take());
    long end = System.nanoTime() + LINGER.toNanos();
    while (batch.size() < MOST_AT_ONCE) {
      waiting.drainTo(batch, MOST_AT_ONCE - batch.size());
      Bytes next =
          batch.size() == MOST_AT_ONCE
              ? null
              : waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      batch.add(next);
    }
    return batch;
  }

  long dropped() {
    return dropped.sum();
  }
}
