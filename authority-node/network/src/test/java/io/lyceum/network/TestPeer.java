package io.lyceum.network;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.ConsensusHandler.Verdict;
import io.lyceum.network.discovery.DiscoveryLimits;
import io.lyceum.network.transport.PeerEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** A real network node with handlers that write down what they get. */
final class TestPeer implements AutoCloseable {

  record Received<T>(Address from, T content) {}

  final List<Received<Bytes>> consensus = new CopyOnWriteArrayList<>();
  final List<Received<Bytes>> transactions = new CopyOnWriteArrayList<>();
  final List<Received<BlockAnnouncement>> blocks = new CopyOnWriteArrayList<>();
  final List<String> connections = new CopyOnWriteArrayList<>();
  final List<Bytes> chain = new CopyOnWriteArrayList<>();
  final PeerNetwork network;

  /** Consensus messages of others that it tells peers who come level. */
  final List<Bytes> ofOthers = new CopyOnWriteArrayList<>();

  /** What becomes of the consensus messages that come. */
  volatile Function<Bytes, Verdict> verdict = message -> new Verdict.Keep();

  /** Whether it drops all transactions that come. */
  volatile boolean full;

  private final int genesis;

  TestPeer(TestNode node, List<PeerEndpoint> peers, int genesis, NetworkLimits limits) {
    this.genesis = genesis;
    Membership membership =
        Membership.of(peers.stream().map(PeerEndpoint::address).collect(Collectors.toSet()));
    network =
        new PeerNetwork(
            new NetworkSettings(
                TestNode.HOST,
                node.port(),
                limits,
                DiscoveryLimits.defaults(),
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), 0.5)),
            node.tls(any -> true),
            membership,
            node.book(peers, membership),
            new PeerHandlers(
                (from, message) -> {
                  consensus.add(new Received<>(from, message));
                  return verdict.apply(message);
                },
                (from, gossip) -> {
                  gossip.forEach(each -> transactions.add(new Received<>(from, each)));
                  return full ? gossip : List.of();
                },
                (from, announcement) -> blocks.add(new Received<>(from, announcement)),
                new TestChain(),
                hash -> Optional.empty(),
                new ConnectionLog()),
            InstantSource.system(),
            new Random(1));
  }

  TestPeer start() throws IOException {
    network.listen();
    network.connect();
    return this;
  }

  /** The heights of the blocks that came whole. */
  List<Long> wholeBlocks() {
    return blocks.stream()
        .map(Received::content)
        .filter(announcement -> announcement.block().isPresent())
        .map(BlockAnnouncement::number)
        .toList();
  }

  List<Address> connected() {
    List<Address> connected = new ArrayList<>();
    for (PeerInfo peer : network.peers()) {
      if (peer.connected()) {
        connected.add(peer.endpoint().address());
      }
    }
    return connected;
  }

  @Override
  public void close() {
    network.close();
  }

  private final class TestChain implements BlockSource {

    @Override
    public ChainStatus status() {
      return new ChainStatus(
          UInt256.valueOf(1337),
          Bytes32.wrap(UInt256.valueOf(genesis)),
          chain.size(),
          chain.isEmpty() ? Bytes32.ZERO : Keccak.hash(chain.getLast()));
    }

    @Override
    public Optional<Bytes> header(long number) {
      return body(number).map(body -> body.slice(0, Math.min(2, body.size())));
    }

    @Override
    public Optional<Bytes> body(long number) {
      return number < chain.size() ? Optional.of(chain.get((int) number)) : Optional.empty();
    }
  }

  private final class ConnectionLog implements PeerListener {

    @Override
    public void connected(Address peer) {
      connections.add("+" + peer);
    }

    @Override
    public void disconnected(Address peer) {
      connections.add("-" + peer);
    }

    @Override
    public void cameLevel(Address peer) {
      network.remindConsensus(peer, ofOthers);
    }
  }
}
