package io.lyceum.network;

import static org.awaitility.Awaitility.await;

import io.lyceum.network.NetworkLimits.QueueLimit;
import io.lyceum.network.transport.PeerEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** Four nodes over TLS on loopback, which a test starts. */
abstract class FourNodes {

  /** Limits that tests reach. */
  static final NetworkLimits SMALL =
      new NetworkLimits(
          10_000,
          1_000,
          4,
          2_000,
          100_000,
          8,
          250_000,
          new QueueLimit(4, 100_000),
          new QueueLimit(4, 100_000),
          100,
          Duration.ofSeconds(5));

  final List<TestNode> nodes = IntStream.rangeClosed(1, 4).mapToObj(TestNode::create).toList();
  final List<PeerEndpoint> endpoints = nodes.stream().map(TestNode::endpoint).toList();
  final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  List<TestPeer> startAll() throws Exception {
    List<TestPeer> peers = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      peers.add(start(i, NetworkLimits.defaults(), 0));
    }
    for (TestPeer peer : peers) {
      await().until(() -> peer.connected().size() == nodes.size() - 1);
    }
    return peers;
  }

  /** Each knows only the one before and the one after it. */
  List<TestPeer> startLine() throws Exception {
    List<TestPeer> line = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      List<PeerEndpoint> neighbours = new ArrayList<>();
      for (int other : new int[] {i - 1, i + 1}) {
        if (other >= 0 && other < nodes.size()) {
          neighbours.add(endpoints.get(other));
        }
      }
      TestPeer peer = new TestPeer(nodes.get(i), neighbours, 0, NetworkLimits.defaults());
      open.add(peer);
      line.add(peer.start());
    }
    for (int i = 1; i < line.size(); i++) {
      connect(line.get(i - 1), i);
      connect(line.get(i), i - 1);
    }
    return line;
  }

  TestPeer start(int index, NetworkLimits limits, int genesis) throws Exception {
    TestPeer peer = new TestPeer(nodes.get(index), endpoints, genesis, limits);
    open.add(peer);
    return peer.start();
  }

  void connect(TestPeer from, int to) {
    await().until(() -> from.connected().contains(nodes.get(to).address()));
  }
}
