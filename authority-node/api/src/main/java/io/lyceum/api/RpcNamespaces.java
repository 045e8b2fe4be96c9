package io.lyceum.api;

import java.util.Set;

/** The namespaces of an authority's methods. */
public final class RpcNamespaces {

  /** All. */
  public static final Set<String> ALL =
      Set.of("admin", "debug", "eth", "lyceum", "net", "qbft", "rpc", "txpool", "web3");

  /** All but those that show or change what only an operator should. */
  public static final Set<String> DEFAULT =
      Set.of("eth", "lyceum", "net", "qbft", "rpc", "txpool", "web3");

  private RpcNamespaces() {}
}
