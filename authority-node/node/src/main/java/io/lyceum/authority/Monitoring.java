package io.lyceum.authority;

import io.lyceum.api.http.HttpConfig;
import io.lyceum.api.lyceum.NodeState;
import io.lyceum.api.metrics.Health;
import io.lyceum.api.metrics.MetricsServer;
import io.lyceum.api.metrics.RpcMetrics;
import io.lyceum.api.rpc.RpcObserver;
import io.lyceum.authority.consensus.ConsensusTraffic;
import io.lyceum.authority.consensus.EquivocationLog;
import io.lyceum.authority.gossip.TransactionGossip;
import io.lyceum.authority.metrics.ChainMetrics;
import io.lyceum.authority.metrics.ConsensusMetrics;
import io.lyceum.authority.metrics.NetworkMetrics;
import io.lyceum.authority.metrics.NodeMetrics;
import io.lyceum.authority.metrics.PoolMetrics;
import io.lyceum.authority.metrics.StoreMetrics;
import io.lyceum.genesis.config.ListenAddress;
import io.lyceum.network.PeerNetwork;
import io.lyceum.pool.TransactionPool;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The metrics and the health of a node, and the port where they are served if there is one. */
final class Monitoring implements AutoCloseable {

  private final Closing closing = new Closing();
  private final NodeMetrics metrics = closing.add(new NodeMetrics());
  private final RpcMetrics rpc = new RpcMetrics(metrics.registry());
  private final Timer validation =
      Timer.builder("lyceum.chain.validation")
          .description("Time to validate and execute a proposed block")
          .register(metrics.registry());

  /** Counts the calls of JSON-RPC. */
  RpcObserver rpc() {
    return rpc;
  }

  /** A proposal was validated, which took so many nanoseconds. */
  void proposalValidated(long nanos) {
    validation.record(nanos, TimeUnit.NANOSECONDS);
  }

  void watch(OpenLedger ledger, TransactionPool pool, TransactionGossip gossip) {
    ChainMetrics chain = new ChainMetrics(metrics, ledger.chain());
    ledger.chain().addListener(chain);
    closing.add(() -> ledger.chain().removeListener(chain));
    PoolMetrics.register(metrics, pool, gossip);
    StoreMetrics.register(metrics, ledger.store());
  }

  void watch(ConsensusTraffic traffic, EquivocationLog equivocations) {
    ConsensusMetrics.register(metrics, traffic, equivocations);
  }

  void watch(Supplier<NodeState> state, PeerNetwork network, OpenLedger ledger) {
    NetworkMetrics.register(metrics, state, network, ledger.chain());
  }

  /**
   * Opens the port, if there is to be one.
   *
   * @throws IllegalStateException if the port is taken
   */
  void serve(Optional<ListenAddress> listen, Health health) {
    if (listen.isPresent()) {
      HttpConfig http = NodeApi.http(listen.get());
      closing.add(new MetricsServer(http, metrics.registry(), health)).start();
    }
  }

  @Override
  public void close() {
    closing.close();
  }
}
