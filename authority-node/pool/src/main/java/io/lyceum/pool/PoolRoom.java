package io.lyceum.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds room for newcomers within the pool's limits, and makes it at the cost of what is worth
 * less. For one thread at a time.
 */
final class PoolRoom {

  private final PoolLimits limits;
  private final SenderQueues queues;
  private final Consumer<PooledTransaction> evicted;

  /**
   * @param limits on what there may be
   * @param queues what there is
   * @param evicted learns of what has left its queue for another
   */
  PoolRoom(PoolLimits limits, SenderQueues queues, Consumer<PooledTransaction> evicted) {
    this.limits = limits;
    this.queues = queues;
    this.evicted = evicted;
  }

  /**
   * Looks for room for a transaction in the place of another with its nonce.
   *
   * @return why it is refused; empty if it can be there
   */
  Optional<Rejection> forReplacement(
      PooledTransaction pooled, PooledTransaction former, SenderQueue own) {
    if (!pooled.outbids(former, limits.priceBumpPercent())) {
      return Optional.of(Rejection.REPLACEMENT_UNDERPRICED);
    }
    int growth = pooled.size() - former.size();
    if (own.bytes() + growth > limits.maxBytesPerSender()) {
      return Optional.of(Rejection.SENDER_LIMIT);
    }
    return lacksRoom(queues.isMember(own.sender()), 0, growth)
        ? Optional.of(Rejection.POOL_FULL)
        : Optional.empty();
  }

  /**
   * Looks for room, and makes it at the cost of what goes after the new transaction.
   *
   * @return why it is refused, nothing being changed; empty if it can be there
   */
  Optional<Rejection> forNewcomer(PooledTransaction pooled, SenderQueue own) {
    if (Long.compareUnsigned(pooled.nonce() - own.accountNonce(), limits.maxNonceGap()) > 0) {
      return Optional.of(Rejection.NONCE_TOO_FAR);
    }
    List<Departure> departures = new ArrayList<>();
    Optional<Rejection> rejection = clear(pooled, own, departures);
    if (rejection.isPresent()) {
      departures.reversed().forEach(this::takeBack);
    } else {
      departures.forEach(departure -> evicted.accept(departure.pooled()));
    }
    return rejection;
  }

  /**
   * What leaves its queue for a newcomer, and comes back if there is no room for that after all.
   */
  private record Departure(SenderQueue queue, PooledTransaction pooled) {}

  /** Takes from the queues what is in the way of a newcomer. */
  private Optional<Rejection> clear(
      PooledTransaction pooled, SenderQueue own, List<Departure> departures) {
    while (own.count() >= limits.maxTransactionsPerSender()
        || own.bytes() + pooled.size() > limits.maxBytesPerSender()) {
      // What waits for this nonce cannot be the reason to refuse it for ever.
      if (own.isEmpty() || Long.compareUnsigned(own.last().nonce(), pooled.nonce()) < 0) {
        return Optional.of(Rejection.SENDER_LIMIT);
      }
      departures.add(departLast(own));
    }
    boolean member = queues.isMember(own.sender());
    boolean pending = pooled.nonce() == own.nextNonce();
    EvictionRank rank =
        new EvictionRank(
            member, pending, own.lowestTipUpTo(pooled, queues.baseFee()), pooled.arrival());
    while (lacksRoom(member, 1, pooled.size())) {
      Optional<SenderQueue> victim =
          queues
              .firstToLeave(own.sender())
              .filter(queue -> queues.evictionRank(queue).compareTo(rank) < 0);
      if (victim.isEmpty()) {
        return Optional.of(Rejection.POOL_FULL);
      }
      departures.add(departLast(victim.get()));
    }
    return Optional.empty();
  }

  private Departure departLast(SenderQueue queue) {
    Departure departure = new Departure(queue, queue.last());
    queues.change(queue, changing -> changing.remove(departure.pooled()));
    return departure;
  }

  private void takeBack(Departure departure) {
    queues.change(departure.queue(), changing -> changing.put(departure.pooled()));
  }

  private boolean lacksRoom(boolean member, int more, int moreBytes) {
    PoolUsage others = queues.others();
    PoolUsage members = queues.members();
    boolean full =
        others.transactions() + members.transactions() + more > limits.maxTransactions()
            || others.bytes() + members.bytes() + moreBytes > limits.maxBytes();
    return full
        || !member
            && (others.transactions() + more > limits.maxTransactionsOfOthers()
                || others.bytes() + moreBytes > limits.maxBytesOfOthers());
  }
}
