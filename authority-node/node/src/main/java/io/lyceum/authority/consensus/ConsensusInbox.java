package io.lyceum.authority.consensus;

import io.lyceum.consensus.Event;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.types.Address;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for the consensus thread. The node's own events always find room; messages of peers
 * are dropped while more than a limit wait, since each will be sent again if it matters.
 */
public final class ConsensusInbox {

  private static final Logger LOG = LoggerFactory.getLogger(ConsensusInbox.class);

  /** Events that may wait before messages of peers are dropped. */
  private static final int MESSAGE_LIMIT = 2048;

  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** An empty inbox. */
  public ConsensusInbox() {}

  /** Adds an event of this node. */
  public void add(Event event) {
    events.add(event);
  }

  /**
   * Adds a message of a peer, if it is one. Signatures are checked here, on the peer's own thread.
   *
   * @param from whose link it came by
   * @param encoded as {@link MessageCodec#encode} wrote it
   */
  public void received(Address from, Bytes encoded) {
    if (events.size() > MESSAGE_LIMIT) {
      LOG.debug("Consensus is busy: dropped a message of {}", from);
      return;
    }
    try {
      events.add(new Event.MessageReceived(MessageCodec.decode(encoded)));
    } catch (InvalidRlpException e) {
      LOG.warn("Peer {} sent a malformed consensus message: {}", from, e.getMessage());
    }
  }

  /** Waits for the next event. */
  Event take() throws InterruptedException {
    return events.take();
  }
}
