package io.lyceum.network;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.artifact.ArtifactService;
import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.discovery.DiscoveryService;
import io.lyceum.network.tls.MutualTls;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.transport.PeerServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final BlockFetcher blockFetcher;
  private final PeerTable peers;
  private final PeerServer server;
  private final Upkeep upkeep;

  /**
   * @param settings where to listen, and the limits
   * @param tls proves this node and judges others
   * @param membership whom to keep connected
   * @param book where they are reached
   * @param handlers what to deliver to, and to serve from
   * @param clock of this node
   * @param random the seed of what spreads the attempts to connect
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
    seenTransactions = new SeenHashes(limits.rememberedHashes());
    blockFetcher = new BlockFetcher(limits);
    PeerDialer dialer = new PeerDialer(tls);
    SplittableRandom seeds = new SplittableRandom(random.nextLong());
    peers =
        new PeerTable(
            tls.address(),
            membership,
            book,
            limits.rememberedHashes(),
            peer ->
                new PeerConnector(
                    peer,
                    dialer,
                    settings,
                    book,
                    handlers.chain()::status,
                    handlers.peers(),
                    seeds.split()));
    server =
        new PeerServer(
            settings.host(),
            settings.port(),
            tls,
            limits.largestMessage(),
            List.of(
                new LinkService(
                    peers, handlers.chain(), new PushReceiver(handlers, limits, seenTransactions)),
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

  /** The partners whose address is known, connected or not; ascending by address. */
  public List<PeerInfo> peers() {
    return peers.all().stream().map(Peer::info).toList();
  }

  /**
   * Sends a consensus message to all connected peers.
   *
   * @throws IllegalArgumentException if it is larger than peers accept
   */
  public void broadcastConsensus(Bytes message) {
    checkConsensus(message);
    peers.all().forEach(peer -> peer.sendConsensus(message));
  }

  /**
   * Sends a consensus message to one peer.
   *
   * @return false if the peer is unknown or not connected
   * @throws IllegalArgumentException if it is larger than peers accept
   */
  public boolean sendConsensus(Address to, Bytes message) {
    checkConsensus(message);
    return peers.find(to).filter(peer -> peer.sendConsensus(message)).isPresent();
  }

  private void checkConsensus(Bytes message) {
    if (message.isEmpty() || message.size() > limits.largestConsensusMessage()) {
      throw new IllegalArgumentException(
          "A consensus message of " + message.size() + " bytes cannot be sent");
    }
  }

  /**
   * Passes valid transactions on to every peer that is not known to have them. Transactions that
   * are larger than peers accept are left out.
   *
   * @param transactions each in its EIP-2718 form
   */
  public void gossipTransactions(List<Bytes> transactions) {
    List<Bytes> sendable =
        transactions.stream()
            .filter(transaction -> transaction.size() <= limits.largestTransaction())
            .toList();
    List<Bytes32> hashes = sendable.stream().map(Keccak::hash).toList();
    hashes.forEach(seenTransactions::add);
    for (Peer peer : peers.all()) {
      if (peer.link().isPresent()) {
        List<Bytes> news = new ArrayList<>();
        for (int i = 0; i < sendable.size(); i++) {
          if (peer.learns(hashes.get(i))) {
            news.add(sendable.get(i));
          }
        }
        pushes(news).forEach(peer::gossipTransactions);
      }
    }
  }

  /** Splits by number and by size, so that each push is within what a peer accepts. */
  private List<List<Bytes>> pushes(List<Bytes> transactions) {
    List<List<Bytes>> pushes = new ArrayList<>();
    List<Bytes> current = new ArrayList<>();
    long size = 0;
    for (Bytes transaction : transactions) {
      if (current.size() == limits.transactionsPerPush()
          || !current.isEmpty() && size + transaction.size() > limits.largestPushedBlock()) {
        pushes.add(current);
        current = new ArrayList<>();
        size = 0;
      }
      current.add(transaction);
      size += transaction.size();
    }
    if (!current.isEmpty()) {
      pushes.add(current);
    }
    return pushes;
  }

  /**
   * Tells every peer of a block that this node has imported, and sends it along to those that are
   * not known to have it.
   *
   * @param block its RLP
   */
  public void announceBlock(long number, Bytes32 hash, Bytes block) {
    Optional<Bytes> pushed =
        block.size() <= limits.largestPushedBlock() ? Optional.of(block) : Optional.empty();
    for (Peer peer : peers.all()) {
      if (peer.link().isPresent()) {
        peer.announce(
            new BlockAnnouncement(number, hash, peer.learns(hash) ? pushed : Optional.empty()));
      }
    }
  }

  /**
   * Fetches consecutive blocks. Blocks the calling thread.
   *
   * @param first height of the first block
   * @param count at most so many; the peer may send fewer, none if it has not the first
   * @return the blocks' RLP, unchecked
   * @throws PeerException if the peer is not connected, fails, is too slow or sends too much
   */
  public List<Bytes> fetchBlocks(Address from, long first, int count)
      throws PeerException, InterruptedException {
    OutgoingLink link =
        peers
            .find(from)
            .flatMap(Peer::link)
            .orElseThrow(() -> new PeerException("is not connected"));
    return blockFetcher.fetch(link.channel(), first, count);
  }

  /** Ends all connections and frees the port. */
  @Override
  public void close() {
    upkeep.close();
    peers.close();
    server.close();
  }
}
