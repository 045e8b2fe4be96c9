package io.lyceum.api.websocket;

import io.helidon.webserver.WebServer;
import io.lyceum.api.http.HttpConfig;
import io.lyceum.api.http.LargeMessages;
import io.lyceum.api.http.RpcWorkers;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.subscription.Subscriptions;

/** Serves JSON-RPC and subscriptions over WebSocket at {@code /}. */
public final class WebSocketServer implements AutoCloseable {

  private final WebServer server;

  /**
   * Prepares a server; {@link #start} opens its port.
   *
   * @param config where, and who is admitted
   * @param limits of requests
   * @param own limits of a connection
   * @param dispatcher of the methods that all connections share
   * @param subscriptions tells clients of news
   * @param workers compute the answers
   */
  public WebSocketServer(
      HttpConfig config,
      RpcLimits limits,
      WebSocketLimits own,
      JsonRpcDispatcher dispatcher,
      Subscriptions subscriptions,
      RpcWorkers workers) {
    RpcConnection.Shared shared =
        new RpcConnection.Shared(
            dispatcher,
            subscriptions,
            workers,
            new LargeMessages(),
            limits.maxBodyBytes(),
            config.idleTimeout(),
            own);
    this.server =
        config
            .newServer(
                limits.maxBodyBytes(),
                new WebSocketUpgrade(
                    config.access(),
                    (context, caller) -> new RpcConnection(shared, context, caller)))
            .build();
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
}
