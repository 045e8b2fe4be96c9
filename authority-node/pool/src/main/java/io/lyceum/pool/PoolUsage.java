package io.lyceum.pool;

/** How much some senders take up. For one thread at a time. */
final class PoolUsage {

  private int transactions;
  private int pending;
  private long bytes;

  void add(SenderQueue queue) {
    transactions += queue.count();
    pending += queue.pendingCount();
    bytes += queue.bytes();
  }

  void subtract(SenderQueue queue) {
    transactions -= queue.count();
    pending -= queue.pendingCount();
    bytes -= queue.bytes();
  }

  int transactions() {
    return transactions;
  }

  int pending() {
    return pending;
  }

  /** Encoded. */
  long bytes() {
    return bytes;
  }
}
