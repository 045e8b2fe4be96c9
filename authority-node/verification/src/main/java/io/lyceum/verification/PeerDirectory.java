package io.lyceum.verification;

import io.lyceum.ledger.types.Address;
import io.lyceum.network.transport.PeerEndpoint;
import java.util.List;

/** The nodes that artifacts can be fetched from. */
@FunctionalInterface
public interface PeerDirectory {

  /** All nodes but this one, authorities first. */
  List<PeerEndpoint> peers();

  /** Whether a node can be asked. */
  default boolean knows(Address node) {
    return peers().stream().anyMatch(peer -> peer.address().equals(node));
  }
}
