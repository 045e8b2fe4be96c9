package io.lyceum.authority;

import io.lyceum.api.ApiSources;
import io.lyceum.api.lyceum.Generation;
import io.lyceum.api.lyceum.GenerationRequest;
import io.lyceum.api.lyceum.NodeState;
import io.lyceum.api.lyceum.Sealing;
import io.lyceum.authority.consensus.EquivocationLog;
import io.lyceum.authority.gossip.TransactionGossip;
import io.lyceum.authority.learning.AuthorityLearning;
import io.lyceum.authority.learning.VerificationLog;
import io.lyceum.authority.membership.ChainMembership;
import io.lyceum.authority.sync.AnnouncedBlocks;
import io.lyceum.authority.sync.BlockAnnouncer;
import io.lyceum.authority.sync.ChainSynchronizer;
import io.lyceum.authority.sync.ServedChain;
import io.lyceum.authority.sync.SyncListener;
import io.lyceum.consensus.Event;
import io.lyceum.genesis.NetworkGenesis;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.HeadListener;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.PeerHandlers;
import io.lyceum.network.PeerListener;
import io.lyceum.network.PeerNetwork;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.pool.PoolHead;
import io.lyceum.pool.PoolJournal;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TransactionPool;
import io.lyceum.verification.VerificationListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One authority with all its parts: chain, pool, network, consensus, JSON-RPC, verification. Killed
 * at any instant, it goes on from its directory.
 */
public final class AuthorityNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuthorityNode.class);

  private final AuthorityConfig config;
  private final Engines engines;
  private final ComputePermits permits;
  private final VerificationListener listener;
  private final LostRecord lost;
  private final Clock clock;
  private final RandomGenerator random;
  private final KeyPair key;
  private final NodeLifecycle lifecycle;
  private final Closing closing = new Closing();
  private final AnnouncedBlocks announced = new AnnouncedBlocks();
  private OpenLedger ledger;
  private Validator validator;
  private ChainMembership membership;
  private TransactionPool pool;
  private TransactionGossip gossip;
  private Monitoring monitoring;
  private PeerNetwork network;
  private BlockAnnouncer announcer;
  private ChainSynchronizer synchronizer;
  private volatile RpcServers rpc;
  private volatile Optional<AuthorityLearning> learning = Optional.empty();

  /**
   * An authority that logs what its verifier does, and abstains if it lost the record of what it
   * signed; otherwise as the other constructor.
   */
  public AuthorityNode(
      AuthorityConfig config,
      Engines engines,
      ComputePermits permits,
      Clock clock,
      RandomGenerator random) {
    this(config, engines, permits, new VerificationLog(), LostRecord.ABSTAIN, clock, random);
  }

  /**
   * An authority that is not started yet.
   *
   * @param config where everything is
   * @param engines with which it verifies and serves, as far as its configuration permits; the
   *     caller closes them
   * @param permits of the process, under which it computes
   * @param listener hears what the verifier does
   * @param lost what to do if the record of what this validator signed is lost
   * @param clock of this node
   * @param random spreads the attempts to connect
   * @throws io.lyceum.genesis.config.ConfigException if the node's key cannot be read
   */
  public AuthorityNode(
      AuthorityConfig config,
      Engines engines,
      ComputePermits permits,
      VerificationListener listener,
      LostRecord lost,
      Clock clock,
      RandomGenerator random) {
    this.config = config;
    this.engines = engines.permitted(config.engineClasses());
    this.permits = permits;
    this.listener = listener;
    this.lost = lost;
    this.clock = clock;
    this.random = random;
    this.key = NodeKeyFile.read(config.identity().key());
    this.lifecycle = new NodeLifecycle(Files.exists(chainDirectory()));
  }

  /**
   * Opens the stores and the ports, and takes part in the network from then on.
   *
   * @throws IOException if a file cannot be read or a port is taken; nothing stays open then
   */
  public void start() throws IOException {
    try {
      open();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open() throws IOException {
    RpcSettings settings = RpcSettings.of(config, clock);
    NetworkGenesis genesis = NetworkGenesis.read(config.genesis());
    ledger =
        closing.add(OpenLedger.open(chainDirectory(), genesis.start(), hash -> pool.find(hash)));
    lifecycle.chainOpened();
    ArtifactStore artifacts = closing.add(ArtifactStore.open(config.data().resolve("artifacts")));
    validator = new Validator(key, ledger, () -> synchronizer.usablePeers(), lost, clock);
    membership = NodeNetwork.membership(config, ledger, clock);
    pool = new TransactionPool(PoolLimits.DEFAULT, poolHead(membership.members()), clock);
    closing.add(PoolJournal.open(config.data().resolve("pool").resolve("journal"), pool));

    gossip = closing.add(new TransactionGossip(pool, System::nanoTime));
    NodeNetwork nodes =
        closing.add(
            NodeNetwork.create(
                config,
                key,
                genesis.start().hash(),
                membership,
                new PeerHandlers(
                    validator.relay(),
                    gossip,
                    announced::add,
                    new ServedChain(chain()),
                    artifacts,
                    new Connections()),
                clock,
                random));
    network = nodes.peers();
    announcer = new BlockAnnouncer(chain(), ledger.importer().validators(), network);
    gossip.start(network);
    monitoring = closing.add(new Monitoring());
    monitoring.watch(ledger, pool, gossip);
    monitoring.watch(validator.inbox().traffic(), validator.equivocations());
    monitoring.watch(this::state, network, ledger);
    HeadListener heads = this::onNewHead;
    chain().addListener(heads);
    closing.add(() -> chain().removeListener(heads));
    synchronizer =
        closing.add(
            new ChainSynchronizer(
                chain(),
                ledger.importer(),
                network,
                announcer,
                announced,
                () -> participation().sealing() == Sealing.SEALING,
                new Levels(),
                clock));
    nodes.start(config, key);
    synchronizer.start();
    startConsensusIfSafe();
    ApiSources sources =
        NodeApi.sources(
            this,
            config,
            ledger,
            pool,
            network,
            synchronizer,
            validator.equivocations(),
            engines.classes(),
            this::generate,
            nodes.invitation(genesis.text()),
            validator.votes(),
            settings.accounts(),
            clock);
    rpc = closing.add(RpcServers.open(config, settings, sources, monitoring.rpc()));
    monitoring.serve(
        config.metrics(),
        new NodeHealth(this::state, synchronizer, network, validator::sealsAlone));
    if (!engines.classes().isEmpty()) {
      startLearning(sources, nodes, artifacts);
    }
    LOG.info("Authority {} serves JSON-RPC on port {}", address(), rpc.httpPort());
  }

  private void startLearning(ApiSources sources, NodeNetwork nodes, ArtifactStore artifacts) {
    AuthorityLearning started =
        new AuthorityLearning(
            config,
            key,
            chain().genesis().config().chainId().toLong(),
            NodeApi.ofThisNode(sources),
            nodes.tls(),
            nodes::directory,
            artifacts,
            engines,
            permits,
            listener);
    closing.add(started).start();
    learning = Optional.of(started);
  }

  private Optional<Generation> generate(GenerationRequest request) throws InterruptedException {
    Optional<AuthorityLearning> current = learning;
    return current.isPresent() ? current.get().model().generate(request) : Optional.empty();
  }

  private void onNewHead(Block block) {
    boolean level = synchronizer.progress().isEmpty();
    // Whoever fetches thousands of blocks need not ask after each who belongs to the network.
    pool.onNewHead(block, poolHead(level ? membership.members() : pool.head().members()));
    validator.inbox().add(new Event.NewChainHead(block.header()));
    if (level) {
      learning.ifPresent(AuthorityLearning::onNewHead);
      announcer.announce(block);
    }
  }

  private PoolHead poolHead(Set<Address> members) {
    return PoolHead.of(chain(), ledger.targetGasLimit(), members);
  }

  /**
   * Starts consensus as soon as the chain is level with the peers' and it is known what this
   * validator may have signed before.
   */
  private synchronized void startConsensusIfSafe() {
    if (lifecycle.state() != NodeState.STOPPING && synchronizer.isLevel()) {
      validator
          .begin(pool, network, announced, monitoring::proposalValidated)
          .ifPresent(
              consensus -> {
                closing.add(consensus).start();
                lifecycle.takesPart();
              });
    }
  }

  private Path chainDirectory() {
    return config.data().resolve("chain");
  }

  /** The account of this authority. */
  public Address address() {
    return key.address();
  }

  /** What it is doing. */
  public NodeState state() {
    return lifecycle.state();
  }

  /** Its part in consensus; only after it was started. */
  Participation participation() {
    return validator.participation();
  }

  /** Its chain; only after it was started. */
  public Blockchain chain() {
    return ledger.chain();
  }

  /** Evidence against other validators; only after it was started. */
  public EquivocationLog equivocations() {
    return validator.equivocations();
  }

  /** The port of its JSON-RPC; only after it was started. */
  public int rpcPort() {
    return rpc.httpPort();
  }

  /** The port of its JSON-RPC over WebSocket, if there is one; only after it was started. */
  public OptionalInt webSocketPort() {
    return rpc.webSocketPort();
  }

  /** Stops taking part, then closes the ports and at last the stores. */
  @Override
  public void close() {
    synchronized (this) {
      lifecycle.stops();
    }
    closing.close();
  }

  /** Tells consensus and synchronization of peers that come. */
  private final class Connections implements PeerListener {

    @Override
    public void connected(Address peer) {
      LOG.info("Connected to {}", peer);
      announced.wake();
      validator.inbox().add(new Event.PeerConnected(peer));
      network.passOnConsensus(peer, validator.relay().latest());
      gossip.tellOfWaiting(network, peer);
      startConsensusIfSafe();
    }

    @Override
    public void disconnected(Address peer) {
      LOG.info("Disconnected from {}", peer);
    }

    @Override
    public void cameLevel(Address peer) {
      network.remindConsensus(peer, validator.relay().latest());
    }
  }

  /** Follows how the chain stands beside those of the peers. */
  private final class Levels implements SyncListener {

    @Override
    public void lacksBlocks() {
      lifecycle.lacksBlocks();
      tellSyncChanged();
    }

    @Override
    public void isLevel() {
      lifecycle.isLevel();
      tellSyncChanged();
      startConsensusIfSafe();
    }

    private void tellSyncChanged() {
      RpcServers serving = rpc;
      if (serving != null) {
        serving.onSyncChanged();
      }
    }
  }
}
