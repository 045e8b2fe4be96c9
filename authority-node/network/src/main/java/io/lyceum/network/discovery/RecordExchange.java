package io.lyceum.network.discovery;

import io.grpc.Channel;
import io.grpc.StatusException;
import io.lyceum.network.wire.AddressRecords;
import io.lyceum.network.wire.DiscoveryGrpc;

/** Exchanges address records with a peer that this node has connected to. */
public final class RecordExchange {

  private final AddressBook book;
  private final DiscoveryLimits limits;

  /** Tells what is in a book, and learns into it. */
  public RecordExchange(AddressBook book, DiscoveryLimits limits) {
    this.book = book;
    this.limits = limits;
  }

  /**
   * Asks once. Blocks the calling thread.
   *
   * @throws DiscoveryException if the peer does not answer in time, or tells something false
   */
  public void with(Channel channel) throws DiscoveryException, InterruptedException {
    try {
      AddressRecords answer =
          DiscoveryGrpc.newBlockingV2Stub(channel)
              .withDeadlineAfter(limits.timeout())
              .withMaxInboundMessageSize(limits.records() * AddressRecord.MAX_SIZE)
              .exchange(RecordCodec.encode(book.records()));
      book.learn(RecordCodec.decode(answer, limits.records()));
    } catch (StatusException e) {
      throw new DiscoveryException("exchanges no addresses: " + e.getStatus().getCode(), e);
    }
  }
}
