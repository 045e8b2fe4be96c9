package io.lyceum.learner.agent;

import io.lyceum.contracts.LyceumContracts;
import io.lyceum.genesis.JwtSecret;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.genesis.config.ConfigException;
import io.lyceum.genesis.config.LearnerConfig;
import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.chain.FailoverService;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.JobReader;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.artifact.ArtifactFetcher;
import io.lyceum.network.artifact.ArtifactLimits;
import io.lyceum.network.artifact.ArtifactService;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.discovery.DiscoveryLimits;
import io.lyceum.network.discovery.DiscoveryService;
import io.lyceum.network.tls.MutualTls;
import io.lyceum.network.tls.NodeCertificate;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.network.transport.PeerServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.Web3j;

/**
 * A running learner: serves its checkpoints over gRPC, follows jobs through authorities' JSON-RPC,
 * trains and submits. All that it must not lose is on the chain or in its artifact store, so it can
 * be killed at any moment and started again.
 */
public final class LearnerNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LearnerNode.class);
  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RECEIPT_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSE_TIME = Duration.ofSeconds(10);
  private static final int LARGEST_REQUEST = 256 << 10;
  private static final DiscoveryLimits DISCOVERY = DiscoveryLimits.defaults();

  private final LearnerConfig config;
  private final ComputePermits permits;
  private final LearnerListener listener;
  private final KeyPair key;
  private final ArtifactStore store;
  private final AddressBook book;
  private final PeerServer server;
  private final PeerArtifacts artifacts;
  private final Engines engines;
  private final Web3j web3j;
  private final LearnerDiscovery discovery;
  private final Thread thread;

  /**
   * Opens the learner's files; nothing runs yet.
   *
   * @param engines which it may use as far as its configuration permits; the caller closes them
   * @param permits of the process, under which it computes
   * @throws ConfigException if the key or the certificate cannot be used
   * @throws IOException if the artifact store cannot be opened
   */
  public LearnerNode(
      LearnerConfig config, Engines engines, ComputePermits permits, LearnerListener listener)
      throws IOException {
    this.config = config;
    this.permits = permits;
    this.listener = listener;
    this.key = NodeKeyFile.read(config.identity().key());
    KnownAuthorities authorities =
        new KnownAuthorities(config.bootNodes().stream().map(PeerEntry::address).toList());
    MutualTls tls = new MutualTls(certificate(config, key), authorities, InstantSource.system());
    this.store = ArtifactStore.open(config.data().resolve("artifacts"));
    this.book =
        new AddressBook(
            config.genesisHash(),
            config.bootNodes().stream().map(LearnerNode::endpoint).toList(),
            authorities,
            InstantSource.system(),
            DISCOVERY,
            config.data().resolve("peers"));
    this.server =
        new PeerServer(
            config.grpc().host(),
            config.grpc().port(),
            tls,
            LARGEST_REQUEST,
            List.of(
                new ArtifactService(store),
                new DiscoveryService(book, DISCOVERY, InstantSource.system())));
    PeerDialer dialer = new PeerDialer(tls);
    this.artifacts =
        new PeerArtifacts(
            store, new ArtifactFetcher(dialer, store, ArtifactLimits.defaults()), book::endpoints);
    this.engines = engines.permitted(config.engineClasses());
    this.web3j =
        Web3j.build(
            new FailoverService(
                config.rpc(), config.jwtSecret().map(LearnerNode::authorization), RPC_TIMEOUT));
    this.discovery =
        new LearnerDiscovery(
            authorities,
            LyceumContracts.readOnly(web3j, key.address().toString()),
            book,
            dialer,
            server,
            DISCOVERY);
    this.thread =
        Thread.ofPlatform().name("learner-" + key.address()).daemon(true).unstarted(this::run);
  }

  /**
   * Starts to serve and to work.
   *
   * @throws IOException if the gRPC port is taken
   */
  public void start() throws IOException {
    server.start();
    config
        .grpc()
        .reachableHost()
        .ifPresentOrElse(
            host -> book.announce(key, host, server.port()),
            () ->
                LOG.warn("Without an advertised host, no authority learns where checkpoints are"));
    discovery.start();
    thread.start();
  }

  /** The learner's account. */
  public Address address() {
    return key.address();
  }

  /** The port at which it serves its checkpoints. */
  public int grpcPort() {
    return server.port();
  }

  /** Stops work and frees the port; a segment in training is given up. */
  @Override
  public void close() {
    thread.interrupt();
    discovery.close();
    try {
      // It never began where the port was in use.
      if (thread.isAlive()) {
        thread.join(CLOSE_TIME);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    web3j.shutdown();
    store.close();
  }

  private void run() {
    try {
      ChainClient chain = new ChainClient(web3j, key, awaitChain(), RECEIPT_TIMEOUT);
      new LearnerAgent(
              new JobReader(chain), artifacts, job -> participation(chain, job), listener, PAUSE)
          .run();
    } catch (InterruptedException e) {
      LOG.debug("Learner {} stops", key.address());
    }
  }

  private long awaitChain() throws InterruptedException {
    String told = "";
    while (true) {
      try {
        return chainId();
      } catch (ChainException e) {
        if (!e.getMessage().equals(told)) {
          told = e.getMessage();
          listener.on(new LearnerEvent.Hindered(told));
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /** The id of the authorities' chain, if it is the one of the configuration. */
  private long chainId() throws ChainException, InterruptedException {
    Bytes32 genesis = ChainClient.genesisHashOf(web3j);
    if (!genesis.equals(config.genesisHash())) {
      throw new ChainException(
          "The authorities follow a chain with the genesis %s, and the configuration names %s."
              .formatted(genesis, config.genesisHash()));
    }
    return ChainClient.chainIdOf(web3j);
  }

  private Participation participation(ChainClient chain, Job job) {
    Materials materials = new Materials(artifacts, config.corpus());
    Enrolment enrolment = new Enrolment(chain, listener);
    ProofMaker maker = new ProofMaker(permits, artifacts, config.cheat(), listener);
    return new Participation(
        chain,
        job,
        engines,
        permits,
        enrolment,
        new Submission(chain, engines, materials, enrolment, maker, listener),
        new Settlement(chain),
        new SubmittedProofs(chain, job, materials, artifacts, listener),
        materials,
        listener);
  }

  private static NodeCertificate certificate(LearnerConfig config, KeyPair key) {
    try {
      NodeCertificate certificate =
          NodeCertificate.read(config.identity().certificate(), config.identity().certificateKey());
      if (!certificate.address().equals(key.address())) {
        throw new ConfigException(
            config.identity().certificate(), "the certificate belongs to another node key");
      }
      return certificate;
    } catch (IOException e) {
      throw new ConfigException(config.identity().certificate(), e.getMessage());
    }
  }

  /** Says with each request that this node knows a secret. */
  private static Supplier<String> authorization(Path secretFile) {
    JwtSecret secret = JwtSecret.read(secretFile);
    InstantSource clock = InstantSource.system();
    return () -> secret.authorization(clock.instant());
  }

  private static PeerEndpoint endpoint(PeerEntry peer) {
    return new PeerEndpoint(peer.address(), peer.host(), peer.port());
  }
}
