package io.lyceum.consensus.simulation;

import io.lyceum.consensus.TestNetwork;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;

/**
 * A network of validators whose every accident comes from one seed. Messages travel as bytes. Like
 * real nodes, the validators announce the blocks they import and compare their heads now and then.
 */
final class SimulatedNetwork {

  private static final long STATUS_MILLIS = 700;

  private final Random random;
  private final Agenda agenda = new Agenda(TestNetwork.GENESIS_TIME * 1000);
  private final SafetyMonitor monitor;
  private final List<SimulatedNode> nodes;
  private Faults faults = Faults.NONE;
  private int[] sides;
  private boolean forgetful;

  SimulatedNetwork(int size, long seed) {
    random = new Random(seed);
    TestNetwork network = new TestNetwork(size);
    monitor = new SafetyMonitor(network);
    sides = new int[size];
    nodes =
        network.keys().stream().map(key -> new SimulatedNode(network, this, agenda, key)).toList();
    for (SimulatedNode node : nodes) {
      agenda.after(random.nextLong(1_500), node::start);
      agenda.after(random.nextLong(STATUS_MILLIS), () -> compareHeads(node));
    }
  }

  SafetyMonitor monitor() {
    return monitor;
  }

  List<SimulatedNode> nodes() {
    return nodes;
  }

  /** What the network is like from now on. */
  void set(Faults next) {
    faults = next;
  }

  /** From now on a node that dies forgets what it signed: a broken rule that must be noticed. */
  void breakWriteAhead() {
    forgetful = true;
  }

  /** Which nodes hear each other: those with the same number. */
  void partition(int... sideOfNode) {
    sides = sideOfNode.clone();
  }

  /** Ends a partition and starts whoever is down: everybody is connected anew. */
  void heal() {
    sides = new int[nodes.size()];
    nodes.stream().filter(node -> !node.isUp()).forEach(SimulatedNode::start);
    nodes.forEach(this::connected);
  }

  void run(long millis) {
    agenda.runUntil(agenda.now() + millis);
  }

  long lowestHead() {
    return nodes.stream().mapToLong(node -> node.head().number()).min().orElseThrow();
  }

  long highestHead() {
    return nodes.stream().mapToLong(node -> node.head().number()).max().orElseThrow();
  }

  boolean crashesNow(SimulatedNode node) {
    if (random.nextDouble() >= faults.crash()) {
      return false;
    }
    agenda.after(
        1 + random.nextLong(faults.maxDownMillis()),
        () -> {
          if (!node.isUp()) {
            if (forgetful) {
              node.forgetSignatures();
            }
            node.start();
          }
        });
    return true;
  }

  void connected(SimulatedNode node) {
    for (SimulatedNode other : nodes) {
      if (other != node && other.isUp() && node.isUp() && hear(node, other)) {
        other.peerConnected(node.address());
        node.peerConnected(other.address());
      }
    }
  }

  void broadcast(SimulatedNode from, QbftMessage message) {
    monitor.onSent(message);
    for (SimulatedNode to : nodes) {
      if (to != from) {
        carry(from, to, message);
      }
    }
  }

  void send(SimulatedNode from, Address to, QbftMessage message) {
    monitor.onSent(message);
    nodes.stream()
        .filter(node -> node.address().equals(to))
        .forEach(node -> carry(from, node, message));
  }

  void announce(SimulatedNode from, Block block) {
    for (SimulatedNode to : nodes) {
      if (to != from) {
        travel(from, to, node -> node.offer(List.of(block)));
      }
    }
  }

  void requestBlocks(SimulatedNode behind, Address ahead) {
    nodes.stream()
        .filter(node -> node.address().equals(ahead) && node.isUp())
        .forEach(
            node ->
                travel(
                    node,
                    behind,
                    target -> target.offer(node.blocksFrom(target.head().number() + 1))));
  }

  private void compareHeads(SimulatedNode node) {
    SimulatedNode other = nodes.get(random.nextInt(nodes.size()));
    if (node.isUp() && other.isUp() && other.head().number() > node.head().number()) {
      requestBlocks(node, other.address());
    }
    agenda.after(STATUS_MILLIS, () -> compareHeads(node));
  }

  private void carry(SimulatedNode from, SimulatedNode to, QbftMessage message) {
    Bytes encoded = MessageCodec.encode(message);
    travel(from, to, node -> node.receive(MessageCodec.decode(encoded)));
  }

  private void travel(SimulatedNode from, SimulatedNode to, Consumer<SimulatedNode> arrival) {
    int copies = random.nextDouble() < faults.duplication() ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      if (random.nextDouble() >= faults.loss() && hear(from, to)) {
        agenda.after(
            1 + random.nextLong(faults.maxDelayMillis()),
            () -> {
              if (to.isUp() && hear(from, to)) {
                arrival.accept(to);
              }
            });
      }
    }
  }

  private boolean hear(SimulatedNode one, SimulatedNode other) {
    return sides[nodes.indexOf(one)] == sides[nodes.indexOf(other)];
  }
}
