package io.lyceum.authority;

import io.lyceum.api.ApiLimits;
import io.lyceum.api.ApiSources;
import io.lyceum.api.AuthorityApi;
import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.http.JsonRpcServer;
import io.lyceum.api.http.RpcWorkers;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcObserver;
import io.lyceum.api.subscription.Subscriptions;
import io.lyceum.api.websocket.WebSocketServer;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.HeadListener;
import io.lyceum.pool.TransactionPool;
import java.util.Optional;
import java.util.OptionalInt;

/** The ports at which a node answers JSON-RPC: HTTP, and WebSocket if it is configured. */
final class RpcServers implements AutoCloseable {

  private final Closing closing = new Closing();
  private final Subscriptions subscriptions;
  private final JsonRpcServer http;
  private final Optional<WebSocketServer> webSocket;

  private RpcServers(
      AuthorityConfig config,
      JsonRpcDispatcher dispatcher,
      Subscriptions subscriptions,
      RpcSettings settings) {
    this.subscriptions = closing.add(subscriptions);
    ApiLimits limits = settings.limits();
    RpcWorkers workers = new RpcWorkers();
    this.http =
        closing.add(
            new JsonRpcServer(
                NodeApi.http(config.rpc(), settings.rules()),
                limits.requests(),
                dispatcher,
                workers));
    if (config.webSocket().isPresent()) {
      WebSocketServer server =
          new WebSocketServer(
              NodeApi.http(config.webSocket().get(), settings.rules()),
              limits.requests(),
              limits.webSocket(),
              dispatcher,
              subscriptions,
              workers);
      this.webSocket = Optional.of(closing.add(server));
    } else {
      this.webSocket = Optional.empty();
    }
    closing.add(workers);
  }

  /**
   * Opens the ports for the methods that are enabled, and tells subscribers of what happens from
   * then on.
   *
   * @param sources what the methods read and whom they ask
   * @param observer learns of calls
   * @throws IllegalStateException if a port is taken
   */
  static RpcServers open(
      AuthorityConfig config, RpcSettings settings, ApiSources sources, RpcObserver observer) {
    JsonRpcDispatcher dispatcher =
        AuthorityApi.dispatcher(
            sources, settings.limits(), settings.namespaces(), NodeApi.CLIENT_VERSION, observer);
    Subscriptions subscriptions =
        new Subscriptions(new ChainQuery(sources.chain()), sources.network());
    RpcServers servers = new RpcServers(config, dispatcher, subscriptions, settings);
    try {
      servers.follow(sources.chain(), sources.pool());
      servers.http.start();
      servers.webSocket.ifPresent(WebSocketServer::start);
      return servers;
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  private void follow(Blockchain chain, TransactionPool pool) {
    HeadListener heads = block -> subscriptions.onNewHead();
    chain.addListener(heads);
    closing.add(() -> chain.removeListener(heads));
    pool.onAdmitted(subscriptions::onAdmitted);
  }

  /** Synchronization began or ended. */
  void onSyncChanged() {
    subscriptions.onSyncChanged();
  }

  int httpPort() {
    return http.port();
  }

  OptionalInt webSocketPort() {
    return webSocket.stream().mapToInt(WebSocketServer::port).findFirst();
  }

  @Override
  public void close() {
    closing.close();
  }
}
