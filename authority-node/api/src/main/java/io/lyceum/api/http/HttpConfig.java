package io.lyceum.api.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import java.time.Duration;
import java.util.Arrays;

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

  /**
   * A server that listens where, and to as many, as this says; it still lacks its routes. Whoever
   * takes longer than the idle timeout to send a request, or to take an answer, loses the
   * connection.
   *
   * @param upgraders to other protocols
   */
  public WebServerConfig.Builder newServer(long maxBodyBytes, Http1Upgrader... upgraders) {
    Http1ConnectionSelectorConfig.Builder http1 =
        Http1ConnectionSelector.builder().config(Http1Config.create());
    Arrays.stream(upgraders).forEach(http1::addUpgrader);
    var selector = new PromptConnections(http1.build(), idleTimeout);
    return WebServer.builder()
        .host(host)
        .port(port)
        .shutdownHook(false)
        .maxPayloadSize(maxBodyBytes)
        .maxTcpConnections(maxConnections)
        .protocolsDiscoverServices(false)
        .addConnectionSelector(selector)
        .connectionOptions(options -> options.readTimeout(idleTimeout))
        .idleConnectionTimeout(idleTimeout)
        .idleConnectionPeriod(idleTimeout.dividedBy(2));
  }
}
