package io.lyceum.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Transactions of the pool, by sender and nonce.
 *
 * @param pending those that the next blocks can take
 * @param queued those that wait for one with a lower nonce
 */
public record PoolContent(List<PooledTransaction> pending, List<PooledTransaction> queued) {

  /** Keeps unmodifiable copies. */
  public PoolContent {
    pending = List.copyOf(pending);
    queued = List.copyOf(queued);
  }

  /** That of some queues, in their order, up to a number and a size in encoded bytes. */
  static PoolContent of(Stream<SenderQueue> senders, int most, long mostBytes) {
    List<PooledTransaction> pending = new ArrayList<>();
    List<PooledTransaction> queued = new ArrayList<>();
    long left = mostBytes;
    for (SenderQueue queue : (Iterable<SenderQueue>) senders::iterator) {
      for (PooledTransaction pooled : queue.all()) {
        left -= pooled.size();
        if (left < 0 || pending.size() + queued.size() == most) {
          return new PoolContent(pending, queued);
        }
        (queue.isPending(pooled) ? pending : queued).add(pooled);
      }
    }
    return new PoolContent(pending, queued);
  }
}
