package io.lyceum.api.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Where and to whom a service over HTTP is offered.
 *
 * @param host the address to bind to
 * @param port the port; 0 for any free one
 * @param allowedHosts the names in the {@code Host} header that are answered, without port, in
 *     lower case; {@code *} allows all. It keeps web pages from reaching a loopback port by a name
 *     of theirs
 * @param allowedOrigins the origins that a browser may call from (CORS); {@code *} allows all
 * @param maxConnections the most open connections
 * @param idleTimeout after which a connection that asks nothing more is closed
 */
public record HttpConfig(
    String host,
    int port,
    Set<String> allowedHosts,
    Set<String> allowedOrigins,
    int maxConnections,
    Duration idleTimeout) {

  /** Stands for every host or origin. */
  public static final String ANY = "*";

  /** Keeps unmodifiable copies. */
  public HttpConfig {
    allowedHosts = Set.copyOf(allowedHosts);
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /** Offered to programs of this machine only, and to no web page. */
  public static HttpConfig loopback(int port) {
    return new HttpConfig(
        "127.0.0.1",
        port,
        Set.of("localhost", "127.0.0.1", "[::1]"),
        Set.of(),
        1024,
        Duration.ofSeconds(30));
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

  /** Whether a request that names this host, with or without a port, is answered. */
  public boolean allowsAuthority(String authority) {
    return allowedHosts.contains(ANY)
        || allowedHosts.contains(authority.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""));
  }

  boolean allowsOrigin(String origin) {
    return allowedOrigins.contains(ANY) || allowedOrigins.contains(origin);
  }
}
