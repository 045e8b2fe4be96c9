package io.lyceum.network;

import io.grpc.Channel;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.artifact.ArtifactService;
import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.discovery.DiscoveryService;
import io.lyceum.network.tls.MutualTls;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.network.transport.PeerServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * One node's place in the network of authorities: its server, and a connection to each partner that
 * is made again whenever it breaks. Sending never blocks; what cannot be delivered is dropped.
 */
public final class PeerNetwork implements AutoCloseable {

  private final NetworkLimits limits;
  private final SeenHashes seenTransactions;
  private final RangeFetcher ranges;
  private final AddressBook book;
  private final PeerTable peers;
  private final ConsensusGossip consensus;
  private final BlockGossip blocks;
  private final PeerListener listener;
  private final PeerServer server;
  private final Upkeep upkeep;

  /**
   * @param settings where to listen, and the limits
   * @param tls proves this node and judges others
   * @param membership whom to keep connected
   * @param book where they are reached
   * @param handlers what to deliver to, and to serve from
   * @param clock of this node
   * @param random the seed of what spreads the attempts to connect, and chooses who is sent blocks
   */
  public PeerNetwork(
      NetworkSettings settings,
      MutualTls tls,
      Membership membership,
      AddressBook book,
      PeerHandlers handlers,
      InstantSource clock,
      RandomGenerator random) {
    limits = settings.limits();
    this.book = book;
    seenTransactions = new SeenHashes(limits.rememberedHashes());
    ranges = new RangeFetcher(limits);
    PeerDialer dialer = new PeerDialer(tls);
    SplittableRandom seeds = new SplittableRandom(random.nextLong());
    peers =
        new PeerTable(
            tls.address(),
            membership,
            book,
            limits,
            peer ->
                new PeerConnector(
                    peer,
                    dialer,
                    settings,
                    book,
                    handlers.chain()::status,
                    handlers.peers(),
                    seeds.split()));
    consensus = new ConsensusGossip(peers, limits, handlers.consensus());
    listener = handlers.peers();
    blocks = new BlockGossip(peers, limits, seeds.split());
    server =
        new PeerServer(
            settings.host(),
            settings.port(),
            tls,
            limits.largestMessage(),
            List.of(
                new LinkService(
                    peers,
                    handlers.chain(),
                    new PushReceiver(handlers, limits, consensus, seenTransactions)),
                new BlockService(handlers.chain(), limits),
                new ArtifactService(handlers.artifacts()),
                new DiscoveryService(book, settings.discovery(), clock)));
    upkeep = new Upkeep(peers, server, book, settings, seeds.split());
  }

  /**
   * Listens. What this node is to tell of its own address is announced to the book next.
   *
   * @throws IOException if the port is taken
   */
  public void listen() throws IOException {
    server.start();
  }

  /** Begins to connect to the partners. Once only. */
  public void connect() {
    upkeep.start();
  }

  /** The port that this node listens on. */
  public int port() {
    return server.port();
  }

  /**
   * Tries a place from now on, if the node there is one to connect with.
   *
   * @return whether that is news
   * @throws IllegalArgumentException with a sentence, if it is this node's or that of one that is
   *     not admitted
   */
  public boolean configure(PeerEndpoint place) {
    return book.configure(place);
  }

  /** The partners whose address is known, connected or not; ascending by address. */
  public List<PeerInfo> peers() {
    return peers.all().stream().map(Peer::info).toList();
  }

  /**
   * Sends a consensus message of this node to all connected peers, which pass it on.
   *
   * @throws IllegalArgumentException if it is larger than peers accept
   */
  public void broadcastConsensus(Bytes message) {
    consensus.broadcast(message);
  }

  /**
   * Sends a consensus message of this node to one peer.
   *
   * @return false if the peer is unknown or not connected
   * @throws IllegalArgumentException if it is larger than peers accept
   */
  public boolean sendConsensus(Address to, Bytes message) {
    return consensus.send(to, message);
  }

  /**
   * Passes consensus messages of others on to one peer, as far as it is connected and not known to
   * have them: for one that was just connected. While it is connected it gets them as they come.
   *
   * @param messages that {@link ConsensusHandler} let pass
   */
  public void passOnConsensus(Address to, List<Bytes> messages) {
    consensus.tell(to, messages);
  }

  /**
   * The same for a peer that {@linkplain PeerListener#cameLevel came level}: large messages, which
   * it may have kept, are offered.
   *
   * @param messages that {@link ConsensusHandler} let pass
   */
  public void remindConsensus(Address to, List<Bytes> messages) {
    consensus.remind(to, messages);
  }

  /**
   * Passes valid transactions on to every peer that is not known to have them. Transactions that
   * are larger than peers accept are left out.
   *
   * @param transactions each in its EIP-2718 form
   */
  public void gossipTransactions(List<Bytes> transactions) {
    List<GossipBatch.Item> items = GossipBatch.items(transactions, limits);
    items.forEach(item -> seenTransactions.add(item.hash()));
    peers.all().forEach(peer -> gossip(peer, items));
  }

  /**
   * Passes valid transactions on to one peer, as far as it is connected and not known to have them:
   * for one that was just connected.
   *
   * @param transactions each in its EIP-2718 form
   */
  public void gossipTransactions(Address to, List<Bytes> transactions) {
    peers.find(to).ifPresent(peer -> gossip(peer, GossipBatch.items(transactions, limits)));
  }

  /**
   * Counts transactions as not seen, so that a later copy is heard: for what came from a peer and
   * could not be kept.
   *
   * @param transactions each in its EIP-2718 form
   */
  public void forgetTransactions(List<Bytes> transactions) {
    transactions.stream().map(Keccak::hash).forEach(seenTransactions::remove);
  }

  private void gossip(Peer peer, List<GossipBatch.Item> items) {
    if (peer.link().isPresent()) {
      List<GossipBatch.Item> news =
          items.stream().filter(item -> peer.learns(item.hash())).toList();
      GossipBatch.split(news, limits)
          .forEach(batch -> peer.gossipTransactions(batch.transactions(), batch.hashes()));
    }
  }

  /** Messages to the peers of now that were dropped, since a peer did not take them. */
  public long undelivered() {
    return peers.all().stream().mapToLong(Peer::undelivered).sum();
  }

  /**
   * Tells every peer of a block that this node has imported, and sends it along to a few of those
   * that may lack it.
   *
   * @param block its RLP
   * @param sealers who sealed it, or is about to: they have it of the proposal
   */
  public void announceBlock(long number, Bytes32 hash, Bytes block, Set<Address> sealers) {
    blocks.announce(number, hash, block, sealers);
    peers.all().stream()
        .filter(peer -> peer.comesLevel(hash))
        .forEach(peer -> listener.cameLevel(peer.address()));
  }

  /** Bytes of blocks that were sent along with their announcement, once for each peer. */
  public long blockBytesPushed() {
    return blocks.bytesSent();
  }

  /**
   * Fetches consecutive headers. Blocks the calling thread, for no longer than a request may take.
   *
   * @param first height of the first block
   * @param count at most so many; the peer may send fewer, none if it has not the first
   */
  public ServedRange fetchHeaders(Address from, long first, int count) throws InterruptedException {
    Optional<Channel> channel = channel(from);
    return channel.isPresent() ? ranges.headers(channel.get(), first, count) : notConnected();
  }

  /** Fetches the bodies of consecutive blocks; otherwise as {@link #fetchHeaders}. */
  public ServedRange fetchBodies(Address from, long first, int count) throws InterruptedException {
    Optional<Channel> channel = channel(from);
    return channel.isPresent() ? ranges.bodies(channel.get(), first, count) : notConnected();
  }

  private Optional<Channel> channel(Address peer) {
    return peers.find(peer).flatMap(Peer::link).map(OutgoingLink::channel);
  }

  private static ServedRange notConnected() {
    return new ServedRange(List.of(), Optional.of(new PeerException("is not connected")));
  }

  /** Ends all connections and frees the port. */
  @Override
  public void close() {
    upkeep.close();
    peers.close();
    server.close();
  }
}
