package io.lyceum.pool;

import io.lyceum.ledger.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The pending transactions in the order in which a block takes them: of the senders' next ones,
 * that with the highest tip, then that which came first. A snapshot; used by one thread.
 */
public final class TransactionSelection implements Iterator<Transaction> {

  private final PriorityQueue<Deque<PooledTransaction>> senders;
  private Deque<PooledTransaction> current = new ArrayDeque<>();

  TransactionSelection(Collection<List<PooledTransaction>> pendingBySender, UInt256 baseFee) {
    var byTip = PooledTransaction.byTip(baseFee);
    this.senders = new PriorityQueue<>((a, b) -> byTip.compare(a.peek(), b.peek()));
    pendingBySender.stream()
        .filter(pending -> !pending.isEmpty())
        .forEach(pending -> senders.add(new ArrayDeque<>(pending)));
  }

  @Override
  public boolean hasNext() {
    return !senders.isEmpty() || !current.isEmpty();
  }

  /** The next transaction. The one before it counts as taken. */
  @Override
  public Transaction next() {
    if (!current.isEmpty()) {
      senders.add(current);
    }
    if (senders.isEmpty()) {
      throw new NoSuchElementException();
    }
    current = senders.poll();
    return current.poll().transaction();
  }

  /** Leaves out what the sender of the last transaction has after it, since it cannot follow. */
  public void skipSender() {
    current = new ArrayDeque<>();
  }
}
