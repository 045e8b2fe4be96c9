package io.lyceum.genesis.config;

import io.lyceum.ledger.types.Address;
import java.util.List;

/**
 * Another node: who it is and where it listens for gRPC.
 *
 * @param address the address of the node's key, which its certificate must prove
 * @param host a host name or an IP address
 * @param port 1 to 65535
 */
public record PeerEntry(Address address, String host, int port) {

  private static final String BOOT_NODES = "boot-nodes";

  /** The boot nodes of a configuration, each at most once. */
  static List<PeerEntry> bootNodes(TomlTable table) {
    return table.tables(BOOT_NODES, PeerEntry::from, PeerEntry::address);
  }

  private static PeerEntry from(TomlTable table) {
    return new PeerEntry(table.address("address"), table.host("host"), table.port("port", 1));
  }

  static void renderBootNodes(TomlWriter out, List<PeerEntry> nodes) {
    out.section("Nodes that are tried first. Where all others are reached is learned from them.");
    nodes.forEach(node -> node.render(out, BOOT_NODES));
  }

  private void render(TomlWriter out, String section) {
    out.arrayTable(section)
        .value("address", address.toString())
        .value("host", host)
        .value("port", port);
  }
}
