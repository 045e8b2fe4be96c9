package io.lyceum.genesis.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may call which methods of JSON-RPC, over HTTP and WebSocket, and for how long.
 *
 * @param namespaces whose methods are enabled; {@code *} alone for all
 * @param hosts the names in the {@code Host} header that are answered; {@code *} for all
 * @param origins the origins whose web pages may call; {@code *} for all
 * @param jwtSecret the file of a secret that callers must know; empty for none
 * @param unlocked the files of the keys of accounts for which the node signs at a caller's request
 * @param callSeconds how long a call that is only tried may take
 * @param callGas the most gas that it may use
 */
public record RpcAccess(
    List<String> namespaces,
    List<String> hosts,
    List<String> origins,
    Optional<Path> jwtSecret,
    List<Path> unlocked,
    int callSeconds,
    int callGas) {

  /** Stands for every namespace, host or origin. */
  public static final String ANY = "*";

  /** MetaMask in Chrome and in Edge; in Firefox every installation has an origin of its own. */
  private static final List<String> METAMASK =
      List.of(
          "chrome-extension://nkbihfbeogaeaoehlefnkodbefgpgknn",
          "chrome-extension://ejbalbakoplchlghecdalmeeeajnimhm");

  /**
   * For wallets and programs of this machine that call a loopback name, without what only operators
   * need.
   */
  public static final RpcAccess LOOPBACK =
      new RpcAccess(
          List.of("eth", "lyceum", "net", "qbft", "rpc", "txpool", "web3"),
          List.of("localhost", "127.0.0.1", "[::1]"),
          METAMASK,
          Optional.empty(),
          List.of(),
          5,
          100_000_000);

  /** Keeps unmodifiable copies. */
  public RpcAccess {
    namespaces = List.copyOf(namespaces);
    hosts = List.copyOf(hosts);
    origins = List.copyOf(origins);
    unlocked = List.copyOf(unlocked);
  }

  /** What suits an interface: on loopback its own names only, elsewhere any name. */
  public static RpcAccess boundTo(ListenAddress listen) {
    if (!listen.isLoopback()) {
      return LOOPBACK.withHosts(List.of(ANY));
    }
    String name = listen.host().contains(":") ? "[" + listen.host() + "]" : listen.host();
    return LOOPBACK.withHosts(
        Stream.concat(LOOPBACK.hosts.stream(), Stream.of(name)).distinct().toList());
  }

  private RpcAccess withHosts(List<String> names) {
    return new RpcAccess(namespaces, names, origins, jwtSecret, unlocked, callSeconds, callGas);
  }

  /** The same for an operator on this machine, with all namespaces and an account to sign for. */
  public RpcAccess forOperator(Path key) {
    return new RpcAccess(
        List.of(ANY), hosts, origins, jwtSecret, List.of(key), callSeconds, callGas);
  }

  static RpcAccess from(TomlTable table) {
    return new RpcAccess(
        table.strings("namespaces"),
        table.strings("hosts"),
        table.texts("origins"),
        table.optionalPath("jwt-secret"),
        table.paths("unlocked"),
        table.positive("call-seconds"),
        table.positive("call-gas"));
  }

  void render(TomlWriter out) {
    out.table("rpc-access")
        .comment("The namespaces whose methods are enabled, as \"eth\"; \"*\" for all.")
        .value("namespaces", namespaces)
        .comment("The names by which the node is called; \"*\" for any.")
        .value("hosts", hosts)
        .comment(
            "The origins whose web pages may call, as \"https://wallet.example\"; \"*\" for any.")
        .comment("Those of a new network are MetaMask's in Chrome and in Edge.")
        .value("origins", origins)
        .comment(
            "A file of mode 0600 with 64 hexadecimal digits: callers prove by a JSON Web Token")
        .comment("(HS256) that they know them.")
        .optional("jwt-secret", jwtSecret, "jwt.hex")
        .comment("Files of keys with which this node signs what any caller asks it to sign.")
        .paths("unlocked", unlocked)
        .comment("How long a call that is only tried may take, and the most gas that it may use.")
        .value("call-seconds", callSeconds)
        .value("call-gas", callGas);
  }
}
