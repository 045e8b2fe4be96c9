package io.lyceum.api.filter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/** The hashes of transactions that came into the pool. */
final class PendingTransactionFilter implements Filter {

  private final int most;
  private final Deque<Bytes32> hashes = new ArrayDeque<>();

  /** Keeps so many; then the oldest are lost. */
  PendingTransactionFilter(int most) {
    this.most = most;
  }

  synchronized void admitted(List<Bytes32> added) {
    for (Bytes32 hash : added) {
      if (hashes.size() == most) {
        hashes.removeFirst();
      }
      hashes.addLast(hash);
    }
  }

  @Override
  public synchronized List<Bytes32> changes() {
    List<Bytes32> all = List.copyOf(hashes);
    hashes.clear();
    return all;
  }
}
