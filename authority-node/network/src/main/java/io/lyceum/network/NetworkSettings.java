package io.lyceum.network;

import io.lyceum.network.transport.PeerEndpoint;
import java.util.List;

/**
 * Where a node listens and whom it keeps connected.
 *
 * @param host the interface to listen on
 * @param port to listen on; 0 for any free one
 * @param peers the other authorities: dialled until they answer, and the only nodes whose pushes
 *     are taken
 * @param limits on what peers may send
 * @param backoff between attempts to connect
 */
public record NetworkSettings(
    String host, int port, List<PeerEndpoint> peers, NetworkLimits limits, Backoff backoff) {

  /** Keeps an unmodifiable copy of the peers. */
  public NetworkSettings {
    peers = List.copyOf(peers);
  }
}
