package io.lyceum.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The transactions of one sender by nonce. */
final class SenderQueue {

  private final NavigableMap<Long, PooledTransaction> byNonce =
      new TreeMap<>(Long::compareUnsigned);
  private long accountNonce;
  private long bytes;

  SenderQueue(long accountNonce) {
    this.accountNonce = accountNonce;
  }

  Optional<PooledTransaction> at(long nonce) {
    return Optional.ofNullable(byNonce.get(nonce));
  }

  void put(PooledTransaction pooled) {
    PooledTransaction former = byNonce.put(pooled.nonce(), pooled);
    bytes += pooled.size() - (former == null ? 0 : former.size());
  }

  void remove(PooledTransaction pooled) {
    if (byNonce.remove(pooled.nonce(), pooled)) {
      bytes -= pooled.size();
    }
  }

  /** The nonce that the account has. */
  long accountNonce() {
    return accountNonce;
  }

  /** Learns the nonce that the account has now. */
  void advanceTo(long nonce) {
    accountNonce = nonce;
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

  List<PooledTransaction> all() {
    return new ArrayList<>(byNonce.values());
  }

  /** Those that the next blocks can take one after another: nonces without a gap. */
  List<PooledTransaction> pending() {
    List<PooledTransaction> run = new ArrayList<>();
    long expected = accountNonce;
    for (PooledTransaction pooled : byNonce.values()) {
      if (pooled.nonce() != expected) {
        break;
      }
      run.add(pooled);
      expected++;
    }
    return run;
  }

  /** The first nonce that is neither used nor pending. */
  long nextNonce() {
    return accountNonce + pending().size();
  }

  /** The one with the highest nonce: taking it out makes no gap. */
  PooledTransaction last() {
    return byNonce.lastEntry().getValue();
  }

  /** Whether the highest nonce waits for one that is missing. */
  boolean lastIsQueued() {
    return Long.compareUnsigned(last().nonce(), nextNonce()) >= 0;
  }
}
