package io.lyceum.authority.consensus;

import io.lyceum.consensus.Event;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.ledger.types.Address;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What waits for the consensus thread. The node's own events always find room; of new heads one
 * waits, which stands for all. Each peer has its own limits, so that none can crowd out another;
 * what goes beyond them is dropped.
 */
public final class ConsensusInbox {

  /** Messages of one peer that may wait. */
  static final int MOST_MESSAGES = 512;

  /** Bytes of one peer's messages that may wait: two of the largest. */
  private static final long MOST_BYTES = 2L * MessageCodec.MAX_SIZE;

  /** An event, and the peer and the bytes that it counts for; none for the node's own. */
  private record Waiting(Event event, Address from, int bytes) {}

  private record Backlog(int messages, long bytes) {

    static final Backlog NONE = new Backlog(0, 0);

    Backlog plus(int count, long size) {
      return new Backlog(messages + count, bytes + size);
    }

    boolean isWithinLimits() {
      return messages <= MOST_MESSAGES && bytes <= MOST_BYTES;
    }
  }

  private final LinkedBlockingQueue<Waiting> events = new LinkedBlockingQueue<>();
  private final ConcurrentMap<Address, Backlog> backlogs = new ConcurrentHashMap<>();
  private final AtomicBoolean headWaits = new AtomicBoolean();
  private volatile boolean abandoned;
  private final ConsensusTraffic traffic = new ConsensusTraffic();

  /** An empty inbox. */
  public ConsensusInbox() {}

  /** Counts of the messages that came, and of those that this node sent or passed on. */
  public ConsensusTraffic traffic() {
    return traffic;
  }

  /** Adds an event of this node. */
  public void add(Event event) {
    if (abandoned || event instanceof Event.NewChainHead && headWaits.getAndSet(true)) {
      return;
    }
    events.add(new Waiting(event, Address.ZERO, 0));
  }

  /** Whether a peer's messages that wait leave room for one of this size. */
  boolean hasRoom(Address from, int bytes) {
    return backlogs.getOrDefault(from, Backlog.NONE).plus(1, bytes).isWithinLimits();
  }

  /**
   * Adds a message of a peer for which there was room.
   *
   * @param from whose link it came by
   * @param bytes of its encoding
   */
  void received(Address from, QbftMessage message, int bytes) {
    if (abandoned) {
      return;
    }
    change(from, 1, bytes);
    events.add(new Waiting(new Event.MessageReceived(message), from, bytes));
  }

  /** Waits for the next event. Of a new head the chain knows more: it may have a later one. */
  Event take() throws InterruptedException {
    Waiting next = events.take();
    switch (next.event()) {
      case Event.NewChainHead _ -> headWaits.set(false);
      case Event.MessageReceived _ -> change(next.from(), -1, -next.bytes());
      case Event.TimerExpired _, Event.ProposalBuilt _, Event.PeerConnected _ -> {
        // They are few and count for nobody.
      }
    }
    return next.event();
  }

  /**
   * Nobody takes anything any more. What comes is let go, so that there is always room: without it
   * messages would not be passed on to others.
   */
  void abandon() {
    abandoned = true;
    events.clear();
    backlogs.clear();
  }

  private void change(Address from, int messages, long bytes) {
    backlogs.merge(
        from, Backlog.NONE.plus(messages, bytes), (before, step) -> before.plus(messages, bytes));
  }
}
