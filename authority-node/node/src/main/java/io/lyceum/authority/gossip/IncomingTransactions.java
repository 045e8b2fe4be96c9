package io.lyceum.authority.gossip;

import io.lyceum.authority.limit.Allowance;
import io.lyceum.ledger.types.Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.tuweni.bytes.Bytes;

/**
 * What peers pushed and nobody has looked at yet. Each peer has its own limits and its own queue,
 * and the queues take turns, so that a peer that pushes much keeps only itself waiting. What
 * exceeds a limit is dropped. Safe for use by many threads.
 */
final class IncomingTransactions {

  /** Why a transaction was dropped. */
  enum Drop {
    /** The peer pushes faster than it may. */
    TOO_FAST,
    /** Too much of the peer's waits already. */
    TOO_MANY
  }

  private final PushLimits limits;
  private final LongSupplier nanos;
  private final Map<Address, Queue> queues = new HashMap<>();
  private final Deque<Queue> turns = new ArrayDeque<>();
  private final Map<Drop, LongAdder> dropped =
      Map.of(Drop.TOO_FAST, new LongAdder(), Drop.TOO_MANY, new LongAdder());

  private static final class Queue {

    private final Deque<Bytes> waiting = new ArrayDeque<>();
    private final Allowance rate;
    private long bytes;

    Queue(Allowance rate) {
      this.rate = rate;
    }
  }

  /**
   * @param nanos the time, as {@link System#nanoTime} tells it
   */
  IncomingTransactions(PushLimits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  /** Takes what a peer pushed, as far as its limits allow; returns what is dropped. */
  synchronized List<Bytes> add(Address from, List<Bytes> transactions) {
    long now = nanos.getAsLong();
    Queue queue =
        queues.computeIfAbsent(
            from, peer -> new Queue(new Allowance(limits.perSecond(), limits.burst(), now)));
    List<Bytes> left = new ArrayList<>();
    boolean idle = queue.waiting.isEmpty();
    for (Bytes transaction : transactions) {
      if (!queue.rate.take(1, now)) {
        dropped.get(Drop.TOO_FAST).increment();
        left.add(transaction);
      } else if (queue.waiting.size() == limits.waiting()
          || queue.bytes + transaction.size() > limits.waitingBytes()) {
        dropped.get(Drop.TOO_MANY).increment();
        left.add(transaction);
      } else {
        queue.waiting.add(transaction);
        queue.bytes += transaction.size();
      }
    }
    if (idle && !queue.waiting.isEmpty()) {
      turns.add(queue);
      notifyAll();
    }
    return left;
  }

  /** Waits for transactions, and takes some of the peer whose turn it is. */
  synchronized List<Bytes> take(int most) throws InterruptedException {
    while (turns.isEmpty()) {
      wait();
    }
    Queue queue = turns.poll();
    List<Bytes> batch = new ArrayList<>();
    while (batch.size() < most && !queue.waiting.isEmpty()) {
      Bytes transaction = queue.waiting.poll();
      queue.bytes -= transaction.size();
      batch.add(transaction);
    }
    if (!queue.waiting.isEmpty()) {
      turns.add(queue);
    }
    return batch;
  }

  long dropped(Drop reason) {
    return dropped.get(reason).sum();
  }
}
