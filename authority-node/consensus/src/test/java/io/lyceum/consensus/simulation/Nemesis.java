package io.lyceum.consensus.simulation;

import io.lyceum.ledger.block.Quorum;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Brings about the greater faults of a scenario: partitions of several kinds, and lost disks. It
 * strikes at the worst moment too: when a single node has a block, it cuts this node off.
 */
final class Nemesis {

  private static final long MAX_PAUSE_MILLIS = 5_000;
  private static final long MAX_PARTITION_MILLIS = 15_000;

  private final SimulatedNetwork network;
  private final Scenario scenario;
  private final SplittableRandom random;
  private boolean active = true;

  Nemesis(SimulatedNetwork network) {
    this.network = network;
    this.scenario = network.scenario();
    this.random = new SplittableRandom(~scenario.seed());
  }

  /** Begins. */
  void begin() {
    network.links().set(scenario.faults());
    if (scenario.partitions()) {
      later(this::partition);
      network.exchange().onFirstSealed(this::strike);
    }
    if (scenario.wipes()) {
      later(this::wipe);
    }
  }

  /** Ends all faults but those of traitors; everybody is connected anew. */
  void end() {
    active = false;
    network.links().set(Faults.NONE);
    join();
    network.nodes().forEach(network::startIfDown);
  }

  private void later(Runnable action) {
    network
        .agenda()
        .after(
            1 + random.nextLong(MAX_PAUSE_MILLIS),
            () -> {
              if (active) {
                action.run();
              }
            });
  }

  private void partition() {
    switch (random.nextInt(4)) {
      case 0 -> split();
      case 1 -> isolate(random.nextInt(network.nodes().size()));
      case 2 -> cutSome(false);
      default -> cutSome(true);
    }
    network
        .agenda()
        .after(
            1 + random.nextLong(MAX_PARTITION_MILLIS),
            () -> {
              if (active) {
                join();
                later(this::partition);
              }
            });
  }

  /** Two sides that do not hear each other. */
  private void split() {
    int size = network.nodes().size();
    boolean[] side = new boolean[size];
    for (int i = 0; i < size; i++) {
      side[i] = random.nextBoolean();
    }
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        if (side[from] != side[to]) {
          network.links().cut(from, to);
        }
      }
    }
  }

  /** Isolates whoever alone has a new block, and may kill another who knows of it. */
  private void strike(SimulatedNode first) {
    if (!active || random.nextInt(4) > 0) {
      return;
    }
    isolate(first.index());
    List<SimulatedNode> honest = network.honest();
    SimulatedNode other = honest.get(random.nextInt(honest.size()));
    if (scenario.faults().crash() > 0 && other != first && other.isUp()) {
      network.crash(other);
    }
  }

  private void isolate(int alone) {
    for (int other = 0; other < network.nodes().size(); other++) {
      network.links().cut(alone, other);
      network.links().cut(other, alone);
    }
  }

  /** Cuts some links, in both directions or in one. */
  private void cutSome(boolean oneWay) {
    int size = network.nodes().size();
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        if (random.nextInt(3) == 0) {
          network.links().cut(from, to);
          if (!oneWay) {
            network.links().cut(to, from);
          }
        }
      }
    }
  }

  private void join() {
    List<SimulatedNode> nodes = network.nodes();
    network.links().join();
    for (SimulatedNode one : nodes) {
      for (SimulatedNode other : nodes) {
        if (one.index() < other.index()) {
          network.connected(one, other);
        }
      }
    }
  }

  /** A validator that lost its disk counts as faulty until it is back. */
  private void wipe() {
    long recovering = network.nodes().stream().filter(SimulatedNode::isRecovering).count();
    boolean bearable =
        scenario.traitors().size() + recovering < new Quorum(scenario.size()).faulty();
    if (bearable) {
      List<SimulatedNode> honest = network.honest();
      SimulatedNode victim = honest.get(random.nextInt(honest.size()));
      victim.wipe();
      network.agenda().after(1 + random.nextLong(5_000), () -> network.startIfDown(victim));
    }
    later(this::wipe);
  }
}
