package io.lyceum.authority;

import io.lyceum.api.lyceum.Invitation;
import io.lyceum.authority.membership.ChainMembership;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.Backoff;
import io.lyceum.network.Membership;
import io.lyceum.network.NetworkLimits;
import io.lyceum.network.NetworkSettings;
import io.lyceum.network.PeerHandlers;
import io.lyceum.network.PeerNetwork;
import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.discovery.DiscoveryLimits;
import io.lyceum.network.tls.MutualTls;
import io.lyceum.network.tls.NodeCertificate;
import io.lyceum.network.transport.PeerEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An authority's network, made from its configuration and its chain.
 *
 * @param membership who belongs to the network
 * @param book where nodes are reached
 * @param tls how this node proves itself, and whom it admits
 * @param peers the connections
 */
record NodeNetwork(Membership membership, AddressBook book, MutualTls tls, PeerNetwork peers)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NodeNetwork.class);
  private static final DiscoveryLimits DISCOVERY = DiscoveryLimits.defaults();

  /** How much longer than its period a block may be away before the head counts as old. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * A network that is not started yet.
   *
   * @param self the node's key
   * @param genesis the hash of the chain's first block
   * @param membership who belongs to the network
   * @throws IOException if the certificate cannot be read or belongs to another key
   */
  static NodeNetwork create(
      AuthorityConfig config,
      KeyPair self,
      Bytes32 genesis,
      ChainMembership membership,
      PeerHandlers handlers,
      InstantSource clock,
      RandomGenerator random)
      throws IOException {
    MutualTls tls = new MutualTls(certificate(config, self.address()), membership, clock);
    AddressBook book =
        new AddressBook(
            genesis,
            config.bootNodes().stream().map(NodeNetwork::endpoint).toList(),
            membership,
            clock,
            DISCOVERY,
            config.data().resolve("peers"));
    NetworkSettings settings =
        new NetworkSettings(
            config.grpc().host(),
            config.grpc().port(),
            NetworkLimits.defaults(),
            DISCOVERY,
            Backoff.defaults());
    return new NodeNetwork(
        membership,
        book,
        tls,
        new PeerNetwork(settings, tls, membership, book, handlers, clock, random));
  }

  /**
   * Listens, tells others where, and begins to connect.
   *
   * @throws IOException if the port is taken
   */
  void start(AuthorityConfig config, KeyPair self) throws IOException {
    peers.listen();
    config
        .grpc()
        .reachableHost()
        .ifPresentOrElse(
            host -> book.announce(self, host, peers.port()),
            () -> LOG.warn("Without an advertised host, others cannot learn where this node is"));
    peers.connect();
  }

  /** Where the other nodes are reached now, authorities first. */
  List<PeerEndpoint> directory() {
    Set<Address> partners = membership.partners();
    return book.endpoints().stream()
        .sorted(Comparator.comparing(place -> !partners.contains(place.address())))
        .toList();
  }

  /** What others need to join, with the authorities that are known at the time of asking. */
  Invitation invitation(String genesis) {
    return new Invitation() {
      @Override
      public String genesis() {
        return genesis;
      }

      @Override
      public List<String> bootNodes() {
        Set<Address> partners = membership.partners();
        return Stream.concat(book.own().stream(), book.endpoints().stream())
            .filter(place -> partners.contains(place.address()))
            .map(PeerEndpoint::toString)
            .toList();
      }
    };
  }

  /** Who belongs to the network, by the chain and the configuration. */
  static ChainMembership membership(
      AuthorityConfig config, OpenLedger ledger, InstantSource clock) {
    BlockHeader head = ledger.chain().head();
    QbftConfig qbft =
        ledger.chain().genesis().config().qbft(head.number() + 1, head.timestamp() + 1);
    long period = Math.max(qbft.blockPeriodSeconds(), qbft.emptyBlockPeriodSeconds());
    return ChainMembership.of(
        ledger.chain(),
        ledger.importer().validators(),
        ledger.simulator(),
        Set.copyOf(config.permitted()),
        config.bootNodes().stream().map(PeerEntry::address).collect(Collectors.toSet()),
        PATIENCE.plusSeconds(period),
        clock);
  }

  private static NodeCertificate certificate(AuthorityConfig config, Address self)
      throws IOException {
    NodeCertificate certificate =
        NodeCertificate.read(config.identity().certificate(), config.identity().certificateKey());
    if (!certificate.address().equals(self)) {
      throw new IOException(
          config.identity().certificate()
              + " belongs to "
              + certificate.address()
              + ", not to this node, "
              + self);
    }
    return certificate;
  }

  private static PeerEndpoint endpoint(PeerEntry peer) {
    return new PeerEndpoint(peer.address(), peer.host(), peer.port());
  }

  @Override
  public void close() {
    peers.close();
  }
}
