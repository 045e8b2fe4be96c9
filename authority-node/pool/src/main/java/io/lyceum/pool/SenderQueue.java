package io.lyceum.pool;

import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.units.bigints.UInt256;

/** The transactions of one sender by nonce. */
final class SenderQueue {

  private final Address sender;
  private final NavigableMap<Long, PooledTransaction> byNonce =
      new TreeMap<>(Long::compareUnsigned);
  private final NavigableMap<UInt256, Integer> feeCaps = new TreeMap<>();
  private final NavigableMap<UInt256, Integer> priorityFees = new TreeMap<>();
  private long accountNonce;
  private long nextNonce;
  private long bytes;

  SenderQueue(Address sender, long accountNonce) {
    this.sender = sender;
    this.accountNonce = accountNonce;
    this.nextNonce = accountNonce;
  }

  Address sender() {
    return sender;
  }

  Optional<PooledTransaction> at(long nonce) {
    return Optional.ofNullable(byNonce.get(nonce));
  }

  void put(PooledTransaction pooled) {
    PooledTransaction former = byNonce.put(pooled.nonce(), pooled);
    bytes += pooled.size() - (former == null ? 0 : former.size());
    countFees(pooled, 1);
    if (former != null) {
      countFees(former, -1);
    }
    closeGap();
  }

  void remove(PooledTransaction pooled) {
    if (byNonce.remove(pooled.nonce(), pooled)) {
      bytes -= pooled.size();
      countFees(pooled, -1);
      if (isPending(pooled) && Long.compareUnsigned(pooled.nonce(), accountNonce) >= 0) {
        nextNonce = pooled.nonce();
      }
    }
  }

  private void countFees(PooledTransaction pooled, int change) {
    TransactionBody body = pooled.transaction().body();
    count(feeCaps, body.maxFeePerGas(), change);
    count(priorityFees, body.maxPriorityFeePerGas(), change);
  }

  private static void count(Map<UInt256, Integer> counts, UInt256 fee, int change) {
    counts.merge(fee, change, (before, more) -> before + more == 0 ? null : before + more);
  }

  /**
   * The lowest tip in this queue, which must not be empty. It is what the last transaction is worth
   * to others: no block gets to that without taking all before it.
   */
  UInt256 lowestTip(UInt256 baseFee) {
    return PooledTransaction.tip(feeCaps.firstKey(), priorityFees.firstKey(), baseFee);
  }

  /** The lowest tip on the way to a newcomer, its own counted. */
  UInt256 lowestTipUpTo(PooledTransaction newcomer, UInt256 baseFee) {
    return byNonce.headMap(newcomer.nonce(), false).values().stream()
        .map(before -> before.tip(baseFee))
        .reduce(newcomer.tip(baseFee), (one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  /** The nonce that the account has. */
  long accountNonce() {
    return accountNonce;
  }

  /** Learns the nonce that the account has now; what is below it must be removed. */
  void advanceTo(long nonce) {
    accountNonce = nonce;
    nextNonce = nonce;
    closeGap();
  }

  private void closeGap() {
    while (byNonce.containsKey(nextNonce)) {
      nextNonce++;
    }
  }

  boolean isEmpty() {
    return byNonce.isEmpty();
  }

  int count() {
    return byNonce.size();
  }

  long bytes() {
    return bytes;
  }

  Collection<PooledTransaction> all() {
    return byNonce.values();
  }

  /** Those with a nonce below one. */
  List<PooledTransaction> below(long nonce) {
    return new ArrayList<>(byNonce.headMap(nonce, false).values());
  }

  /** How many the next blocks can take one after another: nonces without a gap. */
  int pendingCount() {
    return (int) (nextNonce - accountNonce);
  }

  /** Those that the next blocks can take one after another at a base fee. */
  Deque<PooledTransaction> run(UInt256 baseFee) {
    Deque<PooledTransaction> run = new ArrayDeque<>();
    for (PooledTransaction pooled : byNonce.subMap(accountNonce, nextNonce).values()) {
      if (!pooled.reaches(baseFee)) {
        break;
      }
      run.add(pooled);
    }
    return run;
  }

  boolean isPending(PooledTransaction pooled) {
    return Long.compareUnsigned(pooled.nonce(), nextNonce) < 0;
  }

  /** The one that a block must take first, if it is here. */
  Optional<PooledTransaction> first() {
    return at(accountNonce);
  }

  /** The first nonce that is neither used nor pending. */
  long nextNonce() {
    return nextNonce;
  }

  /** The one with the highest nonce: taking it out makes no gap. */
  PooledTransaction last() {
    return byNonce.lastEntry().getValue();
  }
}
