package io.lyceum.network;

import io.lyceum.ledger.types.Address;

/** Learns which peers can be sent to. Calls for one peer come one at a time, in order. */
public interface PeerListener {

  /** From now on messages to this peer are delivered. */
  void connected(Address peer);

  /** Messages to this peer are dropped until it is connected again. */
  void disconnected(Address peer);
}
