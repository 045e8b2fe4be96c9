package io.lyceum.consensus.simulation;

import io.lyceum.ledger.block.Quorum;
import java.util.List;
import java.util.Set;

/**
 * One run: a time of faults, at whose every step nothing unsafe may happen, and then a calm in
 * which the network must go on within a bound. Traitors go on in the calm.
 */
final class Simulation {

  private static final long STEP_MILLIS = 50;

  /** The promise: a block within 10 s of a quorum being connected. */
  private static final long RECOVERY_MILLIS = 10_000;

  /** What each further faulty proposer in a row costs at most: a round of the capped length. */
  private static final long FAULTY_PROPOSER_MILLIS = 3_000;

  private final SimulatedNetwork network;

  private Simulation(SimulatedNetwork network) {
    this.network = network;
  }

  /**
   * Plays a scenario.
   *
   * @throws Violation if anything happens that must not, among what is watched
   */
  static Outcome run(Scenario scenario, Protocol protocol, Set<Violation.Kind> watched) {
    SimulatedNetwork network = new SimulatedNetwork(scenario, protocol, watched);
    return new Simulation(network).run();
  }

  /** Plays a scenario by QBFT's rules and looks for everything. */
  static Outcome run(Scenario scenario) {
    return run(scenario, Protocol.QBFT, SimulatedNetwork.allKinds());
  }

  private Outcome run() {
    Nemesis nemesis = new Nemesis(network);
    nemesis.begin();
    network.run(network.scenario().faultMillis());
    nemesis.end();
    if (network.scenario().bareQuorum() && !network.scenario().membershipChanges()) {
      stopAllBeyondQuorum();
    }
    long recovery = progress();
    progress();
    return new Outcome(
        network.rounds(),
        network.highestHead(),
        recovery,
        network.monitor().accusations(),
        network.trace().hash());
  }

  private void stopAllBeyondQuorum() {
    List<SimulatedNode> able =
        network.honest().stream().filter(node -> !node.isRecovering()).toList();
    int quorum = new Quorum(network.scenario().size()).size();
    able.stream().skip(quorum).forEach(SimulatedNode::stop);
  }

  /** Waits until every honest node that is up has a block that nobody had before. */
  private long progress() {
    long before = network.highestHead();
    long bound = bound();
    for (long waited = 0; waited < bound; waited += STEP_MILLIS) {
      network.run(STEP_MILLIS);
      if (network.lowestHead() > before) {
        return waited + STEP_MILLIS;
      }
    }
    network
        .monitor()
        .raise(
            Violation.Kind.STALL,
            "no block above %d on all nodes within %d ms: %s"
                .formatted(before, bound, network.nodes()));
    return bound;
  }

  private long bound() {
    int inARow = Math.max(0, new Quorum(network.scenario().size()).faulty() - 1);
    return RECOVERY_MILLIS
        + inARow * FAULTY_PROPOSER_MILLIS
        + network.scenario().emptyBlockPeriod().toMillis();
  }
}
