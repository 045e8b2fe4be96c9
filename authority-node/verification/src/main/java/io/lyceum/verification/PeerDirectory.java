package io.lyceum.verification;

import io.lyceum.network.transport.PeerEndpoint;
import java.util.List;

/** The nodes that artifacts can be fetched from. */
@FunctionalInterface
public interface PeerDirectory {

  /** All nodes but this one, authorities first. */
  List<PeerEndpoint> peers();
}
