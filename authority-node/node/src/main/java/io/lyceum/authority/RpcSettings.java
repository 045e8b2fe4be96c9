package io.lyceum.authority;

import io.lyceum.api.ApiLimits;
import io.lyceum.api.RpcNamespaces;
import io.lyceum.api.account.UnlockedAccounts;
import io.lyceum.api.http.AccessRules;
import io.lyceum.api.http.BearerTokens;
import io.lyceum.genesis.JwtSecret;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.ListenAddress;
import io.lyceum.genesis.config.RpcAccess;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the configuration says of JSON-RPC, with the files that it names read.
 *
 * @param namespaces those that are enabled
 * @param rules who may call
 * @param limits how much callers may ask for
 * @param accounts for which the node signs
 */
record RpcSettings(
    Set<String> namespaces, AccessRules rules, ApiLimits limits, UnlockedAccounts accounts) {

  /**
   * Reads what is configured.
   *
   * @throws IOException if there is no such namespace, or if strangers could have the node sign
   * @throws io.lyceum.genesis.config.ConfigException if a file of a key or a secret cannot be used
   */
  static RpcSettings of(AuthorityConfig config, InstantSource clock) throws IOException {
    List<ListenAddress> ports = new ArrayList<>();
    ports.add(config.rpc());
    config.webSocket().ifPresent(ports::add);
    return of(config.access(), ports, clock);
  }

  static RpcSettings of(RpcAccess access, List<ListenAddress> ports, InstantSource clock)
      throws IOException {
    if (!access.unlocked().isEmpty() && access.jwtSecret().isEmpty()) {
      requireNoStrangers(access, ports);
    }
    return new RpcSettings(
        namespaces(access),
        new AccessRules(
            Set.copyOf(access.hosts()),
            Set.copyOf(access.origins()),
            access.jwtSecret().map(file -> new BearerTokens(JwtSecret.read(file).hmac(), clock))),
        ApiLimits.DEFAULT.forCalls(access.callGas(), Duration.ofSeconds(access.callSeconds())),
        new UnlockedAccounts(access.unlocked().stream().map(NodeKeyFile::read).toList()));
  }

  private static void requireNoStrangers(RpcAccess access, List<ListenAddress> ports)
      throws IOException {
    List<String> open = new ArrayList<>();
    ports.stream()
        .filter(port -> !port.isLoopback())
        .forEach(port -> open.add("whoever reaches %s:%d".formatted(port.host(), port.port())));
    if (access.origins().contains(RpcAccess.ANY)) {
      open.add("every web page that is opened on this machine");
    }
    if (!open.isEmpty()) {
      throw new IOException(
          "rpc-access.unlocked lets %s sign with this node's keys; set rpc-access.jwt-secret, or"
                  .formatted(String.join(" and ", open))
              + " listen on loopback and name the origins");
    }
  }

  private static Set<String> namespaces(RpcAccess access) throws IOException {
    if (access.namespaces().equals(List.of(RpcAccess.ANY))) {
      return RpcNamespaces.ALL;
    }
    Set<String> unknown = new TreeSet<>(access.namespaces());
    unknown.removeAll(RpcNamespaces.ALL);
    if (!unknown.isEmpty()) {
      throw new IOException(
          "rpc-access.namespaces has %s; there are %s, and \"*\" for all"
              .formatted(unknown, new TreeSet<>(RpcNamespaces.ALL)));
    }
    return Set.copyOf(access.namespaces());
  }
}
