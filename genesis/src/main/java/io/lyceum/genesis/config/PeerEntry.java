package io.lyceum.genesis.config;

import io.lyceum.ledger.types.Address;

/**
 * Another node: who it is and where it listens for gRPC.
 *
 * @param address the address of the node's key, which its certificate must prove
 * @param host a host name or an IP address
 * @param port 1 to 65535
 */
public record PeerEntry(Address address, String host, int port) {

  static PeerEntry from(TomlTable table) {
    return new PeerEntry(table.address("address"), table.string("host"), table.port("port", 1));
  }

  void render(TomlWriter out, String section) {
    out.arrayTable(section)
        .value("address", address.toString())
        .value("host", host)
        .value("port", port);
  }
}
