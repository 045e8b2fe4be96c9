package io.lyceum.api;

import java.util.Set;

/** The namespaces of an authority's methods. */
public final class RpcNamespaces {

  /** All. */
  public static final Set<String> ALL =
      Set.of("admin", "debug", "eth", "lyceum", "net", "personal", "qbft", "rpc", "txpool", "web3");

  private RpcNamespaces() {}
}
