package io.lyceum.pool;

import java.time.Duration;

/**
 * How much the pool holds.
 *
 * @param maxTransactions of all senders
 * @param maxBytes of all senders, in encoded bytes
 * @param maxTransactionsPerSender of one sender
 * @param maxBytesPerSender of one sender, in encoded bytes
 * @param maxTransactionBytes of one transaction, in encoded bytes
 * @param maxNonceGap how far a nonce may be ahead of the sender's
 * @param priceBumpPercent how much more a replacement must offer
 * @param lifetime after which a transaction that no block took is dropped
 */
public record PoolLimits(
    int maxTransactions,
    long maxBytes,
    int maxTransactionsPerSender,
    long maxBytesPerSender,
    int maxTransactionBytes,
    long maxNonceGap,
    int priceBumpPercent,
    Duration lifetime) {

  /** For a node of ordinary size. */
  public static final PoolLimits DEFAULT =
      new PoolLimits(8192, 64L << 20, 1024, 8L << 20, 128 << 10, 1024, 10, Duration.ofHours(3));
}
