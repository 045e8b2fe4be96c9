package io.lyceum.genesis.config;

import io.lyceum.ledger.types.Address;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an authority needs to run. All paths are absolute.
 *
 * @param genesis the network's genesis file, in Besu's format
 * @param data the directory of its stores
 * @param identity its key and certificate
 * @param rpc where it serves JSON-RPC over HTTP
 * @param webSocket where it serves JSON-RPC over WebSocket; empty for nowhere
 * @param access who may call which methods
 * @param grpc where it serves other nodes
 * @param metrics where it serves metrics and health; empty for nowhere
 * @param engineClasses the classes of arithmetic that it may replay with; with none it verifies
 *     nothing
 * @param exact how it computes one of them
 * @param corpus the text of the job's dataset; empty for the built-in primer
 * @param bootNodes nodes that are tried first, and trusted while this node's chain is behind
 * @param permitted nodes that may connect although the chain does not name them
 */
public record AuthorityConfig(
    Path genesis,
    Path data,
    IdentityFiles identity,
    ListenAddress rpc,
    Optional<ListenAddress> webSocket,
    RpcAccess access,
    GrpcAddress grpc,
    Optional<ListenAddress> metrics,
    List<String> engineClasses,
    ExactSettings exact,
    Optional<Path> corpus,
    List<PeerEntry> bootNodes,
    List<Address> permitted) {

  /** Keeps unmodifiable copies of the lists. */
  public AuthorityConfig {
    engineClasses = List.copyOf(engineClasses);
    bootNodes = List.copyOf(bootNodes);
    permitted = List.copyOf(permitted);
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it is missing, is not TOML, has an unknown key, lacks one or has one
   *     of the wrong type
   */
  public static AuthorityConfig read(Path file) {
    return TomlTable.read(file, AuthorityConfig::from);
  }

  private static AuthorityConfig from(TomlTable table) {
    AuthorityConfig config = parse(table);
    Set<Integer> ports = new HashSet<>();
    for (Map.Entry<String, Integer> section : config.ports().entrySet()) {
      if (section.getValue() != 0 && !ports.add(section.getValue())) {
        throw table.wrong(section.getKey(), "is the port of another server of this node");
      }
    }
    return config;
  }

  private SortedMap<String, Integer> ports() {
    SortedMap<String, Integer> ports = new TreeMap<>();
    ports.put("rpc.port", rpc.port());
    webSocket.ifPresent(address -> ports.put("websocket.port", address.port()));
    ports.put("grpc.port", grpc.port());
    metrics.ifPresent(address -> ports.put("metrics.port", address.port()));
    return ports;
  }

  private static AuthorityConfig parse(TomlTable table) {
    return new AuthorityConfig(
        table.path("genesis"),
        table.path("data"),
        table.table("identity", IdentityFiles::from),
        table.table("rpc", ListenAddress::from),
        table.optionalTable("websocket", ListenAddress::from),
        table.optionalTable("rpc-access", RpcAccess::from).orElse(RpcAccess.LOOPBACK),
        table.table("grpc", GrpcAddress::from),
        table.optionalTable("metrics", ListenAddress::from),
        table.strings("engine-classes"),
        table.optionalTable(ExactSettings.TABLE, ExactSettings::from).orElse(ExactSettings.DEFAULT),
        table.optionalPath("corpus"),
        PeerEntry.bootNodes(table),
        table.addresses("permitted"));
  }

  /**
   * The text of a commented file that reads back as this record.
   *
   * @param file where the file will stand; paths below its parent's parent are written relative
   */
  public String toToml(Path file) {
    TomlWriter out =
        new TomlWriter(file)
            .comment("A Lyceum authority. Paths are relative to this file.")
            .comment("The network's genesis, the same for all nodes.")
            .value("genesis", genesis)
            .comment("The directory of the chain, the state and the artifacts.")
            .value("data", data)
            .comment("The classes of arithmetic that this machine may replay training with.")
            .value("engine-classes", engineClasses)
            .comment("The UTF-8 text of the first job. Without it: the built-in primer.")
            .optional("corpus", corpus, "path/to/a/text/file.txt")
            .comment("Nodes, such as followers that answer JSON-RPC, that may connect although the")
            .comment("chain names them neither authority nor learner.")
            .value("permitted", permitted.stream().map(Address::toString).toList());
    out.section("The files that prove who this node is.");
    identity.render(out);
    out.section("JSON-RPC over HTTP, for wallets, learners and the lyceum command.");
    rpc.render(out, "rpc");
    webSocket.ifPresent(
        address -> {
          out.section("JSON-RPC over WebSocket, with subscriptions. Without it: none is served.");
          address.render(out, "websocket");
        });
    out.section("Who may call which methods. Without it: this machine, what is no operator's.");
    access.render(out);
    out.section("gRPC over mutual TLS, for the other nodes.");
    grpc.render(out);
    exact.render(out);
    metrics.ifPresent(
        address -> {
          out.section("Metrics for Prometheus and health over HTTP. Without it: none are served.");
          address.render(out, "metrics");
        });
    PeerEntry.renderBootNodes(out, bootNodes);
    return out.toString();
  }
}
