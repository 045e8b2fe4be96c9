package io.lyceum.genesis.config;

import java.util.Optional;
import java.util.Set;

/**
 * Where a node listens for others, and where these find it.
 *
 * @param host the interface to bind
 * @param port 1 to 65535, or 0 for any free one
 * @param advertisedHost the name or address at which others reach this node
 */
public record GrpcAddress(String host, int port, Optional<String> advertisedHost) {

  private static final Set<String> EVERY_INTERFACE = Set.of("0.0.0.0", "::", "[::]");

  /** A node that is reached at the interface that it binds. */
  public static GrpcAddress at(String host, int port) {
    return new GrpcAddress(host, port, Optional.empty());
  }

  static GrpcAddress from(TomlTable table) {
    return new GrpcAddress(
        table.string("host"), table.port("port", 0), table.optionalHost("advertised-host"));
  }

  /** What the node tells others; empty if it binds every interface and nothing else is said. */
  public Optional<String> reachableHost() {
    return advertisedHost.or(
        () -> Optional.of(host).filter(bound -> !EVERY_INTERFACE.contains(bound)));
  }

  void render(TomlWriter out) {
    out.table("grpc").value("host", host).value("port", port);
    out.comment(
        "The name or address at which other nodes reach this one, which they learn from it.");
    if (advertisedHost.isPresent()) {
      out.value("advertised-host", advertisedHost.get());
    } else {
      out.comment("advertised-host = \"node.example\"");
    }
  }
}
