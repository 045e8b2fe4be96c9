package io.lyceum.authority;

import io.lyceum.api.ApiLimits;
import io.lyceum.api.ApiSources;
import io.lyceum.api.AuthorityApi;
import io.lyceum.api.RpcNamespaces;
import io.lyceum.api.account.UnlockedAccounts;
import io.lyceum.api.http.AccessRules;
import io.lyceum.api.http.HttpConfig;
import io.lyceum.api.lyceum.EquivocationResult;
import io.lyceum.api.lyceum.Invitation;
import io.lyceum.api.lyceum.NodeStatus;
import io.lyceum.api.lyceum.TextGenerator;
import io.lyceum.api.node.NetworkView;
import io.lyceum.api.node.PeerResult;
import io.lyceum.api.node.ServiceAddress;
import io.lyceum.api.node.SyncProgress;
import io.lyceum.api.qbft.ValidatorVotes;
import io.lyceum.api.qbft.ValidatorsByBlock;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcObserver;
import io.lyceum.authority.consensus.EquivocationLog;
import io.lyceum.authority.sync.ChainSynchronizer;
import io.lyceum.consensus.signing.Equivocation;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.ListenAddress;
import io.lyceum.genesis.config.RpcAccess;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.network.ChainStatus;
import io.lyceum.network.PeerInfo;
import io.lyceum.network.PeerNetwork;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.pool.PoolStatus;
import io.lyceum.pool.TransactionPool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shows a node's parts to its JSON-RPC. */
final class NodeApi {

  /** What {@code web3_clientVersion} says. */
  static final String CLIENT_VERSION = "lyceum/0.1.0";

  private static final int MAX_CONNECTIONS = 1024;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  private NodeApi() {}

  static ApiSources sources(
      AuthorityNode node,
      AuthorityConfig config,
      OpenLedger ledger,
      TransactionPool pool,
      PeerNetwork network,
      ChainSynchronizer synchronizer,
      EquivocationLog equivocations,
      List<String> engineClasses,
      TextGenerator generator,
      Invitation invitation,
      ValidatorVotes votes,
      UnlockedAccounts accounts,
      InstantSource clock) {
    return new ApiSources(
        ledger.chain(),
        pool,
        ledger.simulator(),
        ledger.executor(),
        view(network, synchronizer),
        () -> services(node, config, network),
        ValidatorsByBlock.of(ledger.importer().validators()),
        () -> status(node, ledger, pool, network, engineClasses),
        () -> equivocations.latest().stream().map(NodeApi::evidence).toList(),
        generator,
        invitation,
        votes,
        accounts,
        clock);
  }

  /** All methods for the node itself, whatever others may call. */
  static JsonRpcDispatcher ofThisNode(ApiSources sources) {
    return AuthorityApi.dispatcher(
        sources, ApiLimits.DEFAULT, RpcNamespaces.ALL, CLIENT_VERSION, RpcObserver.NONE);
  }

  private static SortedMap<String, ServiceAddress> services(
      AuthorityNode node, AuthorityConfig config, PeerNetwork network) {
    SortedMap<String, ServiceAddress> services = new TreeMap<>();
    services.put("jsonrpc", ServiceAddress.of(config.rpc().host(), node.rpcPort()));
    services.put("p2p", ServiceAddress.of(config.grpc().host(), network.port()));
    config
        .webSocket()
        .ifPresent(
            listen ->
                services.put(
                    "ws", ServiceAddress.of(listen.host(), node.webSocketPort().orElseThrow())));
    config
        .metrics()
        .ifPresent(
            listen -> services.put("metrics", ServiceAddress.of(listen.host(), listen.port())));
    return services;
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

  /** Where and to whom something is offered. */
  static HttpConfig http(ListenAddress listen, AccessRules rules) {
    return new HttpConfig(listen.host(), listen.port(), rules, MAX_CONNECTIONS, IDLE_TIMEOUT);
  }

  /** Behind a name of its own a node is called by any host; on loopback by loopback names only. */
  static HttpConfig http(ListenAddress listen) {
    Set<String> hosts = Set.copyOf(RpcAccess.boundTo(listen).hosts());
    return http(listen, new AccessRules(hosts, Set.of(), Optional.empty()));
  }

  /** What subscribers and methods see of the network. */
  static NetworkView view(PeerNetwork network, ChainSynchronizer synchronizer) {
    return new View(network, synchronizer);
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
    public List<PeerResult> peers() {
      return network.peers().stream()
          .filter(PeerInfo::connected)
          .map(
              peer ->
                  new PeerResult(
                      peer.endpoint().address(),
                      peer.endpoint().toString(),
                      new PeerResult.Network(peer.endpoint().host() + ":" + peer.endpoint().port()),
                      peer.status().map(ChainStatus::headNumber),
                      peer.status().map(ChainStatus::headHash)))
          .toList();
    }

    @Override
    public boolean addPeer(String place) {
      return network.configure(PeerEndpoint.parse(place));
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
