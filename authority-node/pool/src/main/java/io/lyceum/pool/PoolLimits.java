package io.lyceum.pool;

import java.time.Duration;

/**
 * How much the pool holds.
 *
 * @param maxTransactions of all senders
 * @param maxBytes of all senders, in encoded bytes
 * @param reservedPercent of the pool and of each block's gas that senders whom the chain does not
 *     know cannot take from members of the network
 * @param maxTransactionsPerSender of one sender
 * @param maxBytesPerSender of one sender, in encoded bytes
 * @param maxTransactionBytes of one transaction, in encoded bytes
 * @param maxNonceGap how far a nonce may be ahead of the sender's
 * @param priceBumpPercent how much more a replacement must offer: 10 as in geth and Besu
 * @param lifetime after which a transaction that no block took is dropped
 */
public record PoolLimits(
    int maxTransactions,
    long maxBytes,
    int reservedPercent,
    int maxTransactionsPerSender,
    long maxBytesPerSender,
    int maxTransactionBytes,
    long maxNonceGap,
    int priceBumpPercent,
    Duration lifetime) {

  /** For a node of ordinary size. */
  public static final PoolLimits DEFAULT =
      new PoolLimits(
          50_000, 64L << 20, 25, 1024, 8L << 20, 128 << 10, 1024, 10, Duration.ofHours(3));

  /**
   * @throws IllegalArgumentException if the reserve is not a percentage
   */
  public PoolLimits {
    if (reservedPercent < 0 || reservedPercent > 100) {
      throw new IllegalArgumentException("The reserve is 0 to 100 percent");
    }
  }

  /** How many transactions those hold at most whom the chain does not know. */
  int maxTransactionsOfOthers() {
    return (int) beyondReserve(maxTransactions);
  }

  /** How many encoded bytes those hold at most whom the chain does not know. */
  long maxBytesOfOthers() {
    return beyondReserve(maxBytes);
  }

  /** What is left of an amount without the members' reserve. */
  long beyondReserve(long amount) {
    return amount - amount / 100 * reservedPercent - amount % 100 * reservedPercent / 100;
  }
}
