package io.lyceum.authority;

import io.lyceum.api.ApiSources;
import io.lyceum.api.eth.ValidatorsByBlock;
import io.lyceum.api.http.HttpConfig;
import io.lyceum.api.lyceum.EquivocationResult;
import io.lyceum.api.lyceum.Invitation;
import io.lyceum.api.lyceum.NodeStatus;
import io.lyceum.api.lyceum.TextGenerator;
import io.lyceum.api.node.NetworkView;
import io.lyceum.api.node.SyncProgress;
import io.lyceum.authority.consensus.EquivocationLog;
import io.lyceum.authority.sync.ChainSynchronizer;
import io.lyceum.consensus.signing.Equivocation;
import io.lyceum.genesis.config.ListenAddress;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.network.PeerInfo;
import io.lyceum.network.PeerNetwork;
import io.lyceum.pool.PoolStatus;
import io.lyceum.pool.TransactionPool;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Shows a node's parts to its JSON-RPC. */
final class NodeApi {

  /** What {@code web3_clientVersion} says. */
  static final String CLIENT_VERSION = "lyceum/0.1.0";

  private static final int MAX_CONNECTIONS = 1024;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  private NodeApi() {}

  static ApiSources sources(
      AuthorityNode node,
      OpenLedger ledger,
      TransactionPool pool,
      PeerNetwork network,
      ChainSynchronizer synchronizer,
      EquivocationLog equivocations,
      List<String> engineClasses,
      TextGenerator generator,
      Invitation invitation) {
    return new ApiSources(
        ledger.chain(),
        pool,
        ledger.simulator(),
        ledger.executor(),
        new View(network, synchronizer),
        ValidatorsByBlock.of(ledger.importer().validators()),
        () -> status(node, ledger, pool, network, engineClasses),
        () -> equivocations.latest().stream().map(NodeApi::evidence).toList(),
        generator,
        invitation);
  }

  private static EquivocationResult evidence(Equivocation equivocation) {
    return new EquivocationResult(
        equivocation.validator(),
        equivocation.round().height(),
        equivocation.round().round(),
        equivocation.kind().name().toLowerCase(Locale.ROOT),
        equivocation.first().encoded(),
        equivocation.second().encoded());
  }

  /** Behind a name of its own a node is called by any host; on loopback by loopback names only. */
  static HttpConfig http(ListenAddress listen) throws UnknownHostException {
    return InetAddress.getByName(listen.host()).isLoopbackAddress()
        ? HttpConfig.loopback(listen.port())
        : new HttpConfig(
            listen.host(),
            listen.port(),
            Set.of(HttpConfig.ANY),
            Set.of(),
            MAX_CONNECTIONS,
            IDLE_TIMEOUT);
  }

  private static NodeStatus status(
      AuthorityNode node,
      OpenLedger ledger,
      TransactionPool pool,
      PeerNetwork network,
      List<String> engineClasses) {
    BlockHeader head = ledger.chain().head();
    PoolStatus waiting = pool.status();
    return new NodeStatus(
        node.address(),
        node.state(),
        node.participation().sealing(),
        node.participation().abstainsUntil(),
        head.number(),
        head.hash(),
        connected(network),
        waiting.pending(),
        waiting.queued(),
        engineClasses);
  }

  private static int connected(PeerNetwork network) {
    return (int) network.peers().stream().filter(PeerInfo::connected).count();
  }

  private record View(PeerNetwork network, ChainSynchronizer synchronizer) implements NetworkView {

    @Override
    public int peerCount() {
      return connected(network);
    }

    @Override
    public Optional<SyncProgress> syncProgress() {
      return synchronizer
          .progress()
          .map(
              progress ->
                  new SyncProgress(progress.start(), progress.current(), progress.highest()));
    }
  }
}
