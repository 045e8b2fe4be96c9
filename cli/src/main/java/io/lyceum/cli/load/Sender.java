package io.lyceum.cli.load;

import io.lyceum.ledger.crypto.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An account that sends its transactions in the order of their nonces. What was refused is sent
 * again after the next block, and what no block took for long is sent again too, since a node that
 * was killed may have lost it. Safe for use by many threads.
 */
final class Sender {

  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

  private final KeyPair key;
  private List<LoadTransaction> prepared = List.of();
  private int next;
  private int reached;
  private int mined;
  private long waitsAt = -1;
  private long progressNanos;

  Sender(KeyPair key) {
    this.key = key;
  }

  KeyPair key() {
    return key;
  }

  /** Takes the transactions that it is to send. */
  synchronized void prepare(List<LoadTransaction> transactions) {
    prepared = transactions;
  }

  /** The transactions that it is to send. */
  synchronized List<LoadTransaction> prepared() {
    return prepared;
  }

  /**
   * The transaction to send now.
   *
   * @param height the newest block's number
   * @param nanos the time
   * @param fresh whether it may be one that was never sent
   * @return empty if there is none, or if the sender waits for a block
   */
  synchronized Optional<LoadTransaction> next(long height, long nanos, boolean fresh) {
    if (mined == next) {
      progressNanos = nanos;
    } else if (nanos - progressNanos > PATIENCE_NANOS) {
      progressNanos = nanos;
      next = mined;
    }
    int end = fresh ? prepared.size() : reached;
    if (height <= waitsAt || next >= end) {
      return Optional.empty();
    }
    LoadTransaction transaction = prepared.get(next++);
    reached = Math.max(reached, next);
    return Optional.of(transaction);
  }

  /** Goes back to a transaction that was not taken, and waits for the block after a height. */
  synchronized void goBackTo(LoadTransaction refused, long height) {
    next = Math.clamp(refused.index(), mined, next);
    waitsAt = height;
  }

  /** Learns that a transaction, and so all before it, is in a block. */
  synchronized void mined(LoadTransaction transaction, long nanos) {
    mined = Math.max(mined, transaction.index() + 1);
    next = Math.max(next, mined);
    progressNanos = nanos;
  }

  /** Whether it has sent all that it has. */
  synchronized boolean isExhausted() {
    return next == prepared.size();
  }
}
