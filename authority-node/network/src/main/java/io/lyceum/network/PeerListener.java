package io.lyceum.network;

import io.lyceum.ledger.types.Address;

/**
 * Learns which peers can be sent to. Of connections, calls for one peer come one at a time, in
 * order.
 */
public interface PeerListener {

  /** From now on messages to this peer are delivered. */
  void connected(Address peer);

  /** Messages to this peer are dropped until it is connected again. */
  void disconnected(Address peer);

  /**
   * A peer and this node have come to the same head, which is told once for each head. Consensus
   * messages that the peer had before may have come too early for it, so it counts as not having
   * any.
   */
  void cameLevel(Address peer);
}
