package io.lyceum.api.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.time.Duration;

/**
 * Where and to whom a service over HTTP is offered.
 *
 * @param host the address to bind to
 * @param port the port; 0 for any free one
 * @param access who may call
 * @param maxConnections the most open connections
 * @param idleTimeout after which a connection that asks nothing more is closed
 */
public record HttpConfig(
    String host, int port, AccessRules access, int maxConnections, Duration idleTimeout) {

  /** Offered to programs of this machine only, and to no web page. */
  public static HttpConfig loopback(int port) {
    return new HttpConfig("127.0.0.1", port, AccessRules.LOOPBACK, 1024, Duration.ofSeconds(30));
  }

  /** A server that listens where, and to as many, as this says; it still lacks its routes. */
  public WebServerConfig.Builder newServer(long maxBodyBytes) {
    return WebServer.builder()
        .host(host)
        .port(port)
        .shutdownHook(false)
        .maxPayloadSize(maxBodyBytes)
        .maxTcpConnections(maxConnections)
        .idleConnectionTimeout(idleTimeout)
        .idleConnectionPeriod(idleTimeout.dividedBy(2));
  }
}
