package io.lyceum.pool;

import io.lyceum.ledger.types.Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.units.bigints.UInt256;

/** The transactions of one sender by nonce. */
final class SenderQueue {

  private final Address sender;
  private final NavigableMap<Long, PooledTransaction> byNonce =
      new TreeMap<>(Long::compareUnsigned);
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
    closeGap();
  }

  void remove(PooledTransaction pooled) {
    if (byNonce.remove(pooled.nonce(), pooled)) {
      bytes -= pooled.size();
      if (isPending(pooled) && Long.compareUnsigned(pooled.nonce(), accountNonce) >= 0) {
        nextNonce = pooled.nonce();
      }
    }
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
