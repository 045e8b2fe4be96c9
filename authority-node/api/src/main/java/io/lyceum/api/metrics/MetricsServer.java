package io.lyceum.api.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.lyceum.api.http.HttpConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;

/**
 * Serves {@code /metrics} in Prometheus' text format, {@code /health/live} and {@code
 * /health/ready}. A node that answers lives; whether it is ready, it says itself. Health is 200 or
 * 503 with a JSON object: {@code status} is {@code UP} or {@code DOWN}, {@code state} what the node
 * is doing, {@code reason} why it is down.
 */
public final class MetricsServer implements AutoCloseable {

  /** The text format of Prometheus. */
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpConfig config;
  private final PrometheusMeterRegistry registry;
  private final Health health;
  private final WebServer server;

  /** Prepares a server; {@link #start} opens its port. */
  public MetricsServer(HttpConfig config, PrometheusMeterRegistry registry, Health health) {
    this.config = config;
    this.registry = registry;
    this.health = health;
    this.server = config.newServer(0).routing(this::route).build();
  }

  /**
   * Opens the port.
   *
   * @throws IllegalStateException if it cannot be bound
   */
  public void start() {
    server.start();
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void route(HttpRouting.Builder routing) {
    routing
        .any(this::admit)
        .get("/metrics", this::metrics)
        .get("/health/live", (request, response) -> answer(response, Optional.empty()))
        .get("/health/ready", (request, response) -> answer(response, health.obstacle()));
  }

  private void admit(ServerRequest request, ServerResponse response) {
    config
        .access()
        .refusal(request.headers())
        .ifPresentOrElse(
            refusal -> response.status(refusal.status()).send(refusal.reason()), response::next);
  }

  private void metrics(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.CONTENT_TYPE, TEXT_FORMAT);
    response.send(registry.scrape());
  }

  private void answer(ServerResponse response, Optional<String> problem) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("status", problem.isEmpty() ? "UP" : "DOWN").put("state", health.state());
    problem.ifPresent(reason -> body.put("reason", reason));
    response.status(problem.isEmpty() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(body.toString());
  }
}
