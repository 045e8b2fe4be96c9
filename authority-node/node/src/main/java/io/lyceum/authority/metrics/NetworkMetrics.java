package io.lyceum.authority.metrics;

import io.lyceum.api.lyceum.NodeState;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.network.ChainStatus;
import io.lyceum.network.PeerInfo;
import io.lyceum.network.PeerNetwork;
import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;

/** What the node is doing, and how it stands beside its peers. */
public final class NetworkMetrics {

  private NetworkMetrics() {}

  /** Registers the state of a node and the metrics of its peers. */
  public static void register(
      NodeMetrics metrics, Supplier<NodeState> state, PeerNetwork network, Blockchain chain) {
    for (NodeState each : NodeState.values()) {
      metrics.gauge(
          "lyceum.node.state",
          "",
          "What the node is doing: 1 for its state, 0 for all others",
          Tags.of("state", each.label()),
          () -> state.get() == each ? 1 : 0);
    }
    metrics.gauge(
        "lyceum.network.peers",
        "",
        "Nodes that this one is connected with",
        Tags.empty(),
        () -> network.peers().stream().filter(PeerInfo::connected).count());
    metrics.counter(
        "lyceum.network.messages.undelivered",
        "",
        "Messages that were dropped, since a peer did not take them",
        Tags.empty(),
        network::undelivered);
    metrics.counter(
        "lyceum.network.blocks.pushed",
        "bytes",
        "Blocks that were sent along with their announcement, once for each peer that got them",
        Tags.empty(),
        network::blockBytesPushed);
    metrics.gauge(
        "lyceum.sync.lag.blocks",
        "",
        "Blocks by which the highest head of a connected peer is ahead",
        Tags.empty(),
        () -> Math.max(0, highest(network) - chain.head().number()));
  }

  private static long highest(PeerNetwork network) {
    return network.peers().stream()
        .filter(PeerInfo::connected)
        .flatMap(peer -> peer.status().stream())
        .mapToLong(ChainStatus::headNumber)
        .max()
        .orElse(0);
  }
}
