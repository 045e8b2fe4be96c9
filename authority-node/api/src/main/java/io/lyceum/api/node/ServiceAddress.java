package io.lyceum.api.node;

/**
 * Where a service of a node is offered, as {@code net_services} writes it.
 *
 * @param host that it is bound to
 * @param port in decimal
 */
public record ServiceAddress(String host, String port) {

  /** A service on a port. */
  public static ServiceAddress of(String host, int port) {
    return new ServiceAddress(host, Integer.toString(port));
  }
}
