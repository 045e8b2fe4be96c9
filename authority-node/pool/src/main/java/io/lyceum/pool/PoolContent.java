package io.lyceum.pool;

import java.util.List;

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
}
