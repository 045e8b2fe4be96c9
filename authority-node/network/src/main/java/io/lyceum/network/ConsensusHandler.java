package io.lyceum.network;

import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;

/** Takes consensus messages of other authorities. */
@FunctionalInterface
public interface ConsensusHandler {

  /**
   * A message came. Called on one thread at a time for each sender, by several threads for several
   * senders; the next message of this sender waits until it returns, so it hands over and returns.
   *
   * @param from the node whose link it came by, proved by TLS; the message's author may be another
   * @param message opaque bytes of a size within the limits
   */
  void received(Address from, Bytes message);
}
