package io.lyceum.network.transport;

import io.lyceum.ledger.types.Address;

/**
 * Where a node is reached, and who must answer there.
 *
 * @param address of its node key
 * @param host name or IP address
 * @param port of its gRPC server
 */
public record PeerEndpoint(Address address, String host, int port) {

  private static final int HIGHEST_PORT = 65_535;

  /**
   * @throws IllegalArgumentException if the host is blank or the port not within 1 and 65535
   */
  public PeerEndpoint {
    if (host.isBlank()) {
      throw new IllegalArgumentException("The host of peer " + address + " is blank");
    }
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("Peer " + address + " has no valid port: " + port);
    }
  }

  /** As {@code address@host:port}. */
  @Override
  public String toString() {
    return address + "@" + host + ":" + port;
  }
}
