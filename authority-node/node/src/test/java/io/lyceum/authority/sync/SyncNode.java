package io.lyceum.authority.sync;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.Backoff;
import io.lyceum.network.ConsensusHandler;
import io.lyceum.network.Membership;
import io.lyceum.network.NetworkLimits;
import io.lyceum.network.NetworkSettings;
import io.lyceum.network.PeerHandlers;
import io.lyceum.network.PeerListener;
import io.lyceum.network.PeerNetwork;
import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.discovery.DiscoveryLimits;
import io.lyceum.network.tls.MutualTls;
import io.lyceum.network.tls.NodeCertificate;
import io.lyceum.network.transport.PeerEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** A node as far as blocks go: a chain, gRPC over TLS on loopback, the synchronizer. */
final class SyncNode implements AutoCloseable {

  static final String HOST = "127.0.0.1";

  /** Who a node is, and where it is reached. */
  record Identity(NodeCertificate certificate, PeerEndpoint endpoint) {

    static Identity create(int secret) throws IOException {
      KeyPair key = KeyPair.of(Bytes32.leftPad(Bytes.ofUnsignedInt(1_000 + secret)));
      NodeCertificate certificate =
          NodeCertificate.create(
              key, new SecureRandom(), Instant.now().minusSeconds(60), Duration.ofDays(1));
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return new Identity(
            certificate, new PeerEndpoint(key.address(), HOST, socket.getLocalPort()));
      }
    }

    MutualTls tls() {
      return new MutualTls(certificate, any -> true, InstantSource.system());
    }
  }

  /** What the synchronizer told, in order. */
  final List<String> told = new CopyOnWriteArrayList<>();

  /** The heights of the blocks that peers announced to this node. */
  final List<Long> announcements = new CopyOnWriteArrayList<>();

  private final SealedChain chain;
  private final PeerNetwork network;
  private final ChainSynchronizer synchronizer;

  SyncNode(
      Path directory,
      Genesis genesis,
      Identity identity,
      List<Identity> peers,
      NetworkLimits limits) {
    chain = new SealedChain(directory.resolve("chain"), genesis);
    AnnouncedBlocks announced = new AnnouncedBlocks();
    List<PeerEndpoint> endpoints = peers.stream().map(Identity::endpoint).toList();
    Membership membership =
        Membership.of(endpoints.stream().map(PeerEndpoint::address).collect(Collectors.toSet()));
    InstantSource clock = InstantSource.system();
    DiscoveryLimits discovery = DiscoveryLimits.defaults();
    network =
        new PeerNetwork(
            new NetworkSettings(
                HOST,
                identity.endpoint().port(),
                limits,
                discovery,
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), 0.5)),
            identity.tls(),
            membership,
            new AddressBook(
                genesis.hash(),
                endpoints,
                membership,
                clock,
                discovery,
                directory.resolve("peers")),
            new PeerHandlers(
                (from, message) -> new ConsensusHandler.Verdict.Keep(),
                (from, transactions) -> List.of(),
                (from, announcement) -> {
                  announcements.add(announcement.number());
                  announced.add(from, announcement);
                },
                new ServedChain(chain.chain()),
                hash -> Optional.empty(),
                new Connections(announced)),
            clock,
            new Random(1));
    synchronizer =
        new ChainSynchronizer(
            chain.chain(),
            chain.importer(),
            network,
            new BlockAnnouncer(chain.chain(), chain.importer().validators(), network),
            announced,
            () -> false,
            new Told(),
            clock);
    chain.chain().addListener(this::announce);
  }

  private void announce(Block block) {
    if (synchronizer.progress().isEmpty()) {
      network.announceBlock(block.number(), block.hash(), block.encoded(), Set.of());
    }
  }

  /** Serves only. */
  SyncNode serve() throws IOException {
    network.listen();
    network.connect();
    return this;
  }

  /** Serves, and keeps level with its peers. */
  SyncNode start() throws IOException {
    synchronizer.start();
    return serve();
  }

  SealedChain chain() {
    return chain;
  }

  long head() {
    return chain.chain().head().number();
  }

  Bytes32 hash(long number) {
    return chain.chain().hash(number).orElseThrow();
  }

  @Override
  public void close() {
    synchronizer.close();
    network.close();
    chain.close();
  }

  private final class Told implements SyncListener {

    @Override
    public void lacksBlocks() {
      tell("lacks blocks");
    }

    @Override
    public void isLevel() {
      tell("is level");
    }

    private void tell(String news) {
      if (told.isEmpty() || !told.getLast().equals(news)) {
        told.add(news);
      }
    }
  }

  private record Connections(AnnouncedBlocks announced) implements PeerListener {

    @Override
    public void connected(Address peer) {
      announced.wake();
    }

    @Override
    public void disconnected(Address peer) {}

    @Override
    public void cameLevel(Address peer) {}
  }
}
