package io.lyceum.pool;

import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The pending transactions in the order in which a block takes them, that of {@link SelectionRank}.
 * Once the gas that is not reserved has been offered to senders whom the chain does not know,
 * members go first whatever others pay. It reads from the pool as it goes on, a few senders at a
 * time; what changes there meanwhile may or may not appear. Used by one thread.
 */
public final class TransactionSelection implements Iterator<Transaction> {

  /** Where the senders come from, in the order of their ranks. */
  @FunctionalInterface
  interface Source {

    List<ReadySender> next(boolean members, Optional<SelectionRank> after, int most);
  }

  private static final int SENDERS_AT_ONCE = 128;

  private final Source source;
  private final UInt256 baseFee;
  private final Lane members = new Lane(true);
  private final Lane others = new Lane(false);
  private long gasForOthers;
  private Optional<Turn> current = Optional.empty();

  /**
   * @param baseFee of the block, in wei
   * @param gasForOthers of the block that members cannot claim
   */
  TransactionSelection(Source source, UInt256 baseFee, long gasForOthers) {
    this.source = source;
    this.baseFee = baseFee;
    this.gasForOthers = gasForOthers;
  }

  @Override
  public boolean hasNext() {
    return current.filter(turn -> !turn.run().isEmpty()).isPresent()
        || members.peek().isPresent()
        || others.peek().isPresent();
  }

  /** The next transaction. The one before it counts as taken. */
  @Override
  public Transaction next() {
    current.ifPresent(turn -> turn.lane().putBack(turn));
    Lane lane = nextLane().orElseThrow(NoSuchElementException::new);
    Turn turn = lane.poll();
    current = Optional.of(turn);
    Transaction transaction = turn.run().poll().transaction();
    if (lane == others) {
      gasForOthers -= transaction.body().gasLimit();
    }
    return transaction;
  }

  /** Leaves out what the sender of the last transaction has after it, since it cannot follow. */
  public void skipSender() {
    current = Optional.empty();
  }

  private Optional<Lane> nextLane() {
    Optional<Turn> member = members.peek();
    Optional<Turn> other = others.peek();
    if (member.isEmpty() || other.isEmpty()) {
      return member.or(() -> other).map(Turn::lane);
    }
    boolean reserved = other.get().run().peek().transaction().body().gasLimit() > gasForOthers;
    return Optional.of(
        reserved || member.get().rank().compareTo(other.get().rank()) < 0 ? members : others);
  }

  /** A sender who may be next. */
  private record Turn(Lane lane, SelectionRank rank, Deque<PooledTransaction> run)
      implements Comparable<Turn> {

    @Override
    public int compareTo(Turn other) {
      return rank.compareTo(other.rank);
    }
  }

  /** The members, or the others. */
  private final class Lane {

    private final boolean ofMembers;
    private final PriorityQueue<Turn> waiting = new PriorityQueue<>();
    private final Set<Address> seen = new HashSet<>();
    private Optional<SelectionRank> read = Optional.empty();
    private boolean readAll;

    Lane(boolean ofMembers) {
      this.ofMembers = ofMembers;
    }

    /** Who is next: nobody in the pool who was not read yet goes before. */
    Optional<Turn> peek() {
      while (!readAll
          && (waiting.isEmpty()
              || read.filter(last -> waiting.peek().rank().compareTo(last) <= 0).isEmpty())) {
        read();
      }
      return Optional.ofNullable(waiting.peek());
    }

    Turn poll() {
      return waiting.poll();
    }

    void putBack(Turn turn) {
      if (!turn.run().isEmpty()) {
        int round = turn.rank().round() + 1;
        SelectionRank rank = SelectionRank.of(turn.run().peek(), baseFee, ofMembers, round);
        waiting.add(new Turn(this, rank, turn.run()));
      }
    }

    private void read() {
      List<ReadySender> senders = source.next(ofMembers, read, SENDERS_AT_ONCE);
      readAll = senders.size() < SENDERS_AT_ONCE;
      for (ReadySender sender : senders) {
        read = Optional.of(sender.rank());
        // A replacement gives a sender another rank, maybe after the place that was reached.
        if (seen.add(sender.run().peek().sender())) {
          waiting.add(new Turn(this, sender.rank(), sender.run()));
        }
      }
    }
  }
}
