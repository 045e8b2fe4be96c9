package io.lyceum.consensus.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.simulation.byzantine.Misbehaviours;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single faults one at a time, each with what is expected of it. */
class NetworkScenarioTest {

  private static final long MINUTE = 60_000;

  /** The design's promise: blocks within 10 s of a quorum being connected. */
  private static final long RECOVERY = 10_000;

  private static SimulatedNetwork network(Scenario scenario) {
    return new SimulatedNetwork(scenario, Protocol.QBFT, SimulatedNetwork.allKinds());
  }

  private static SimulatedNetwork network(int size) {
    return network(Scenario.quiet(7, size));
  }

  private static void assertProgress(SimulatedNetwork network, long millis) {
    long before = network.highestHead();
    network.run(millis);
    assertThat(network.lowestHead()).as("head of the slowest").isGreaterThan(before);
  }

  private static void split(SimulatedNetwork network, int firstOfOtherSide) {
    int size = network.nodes().size();
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        if (from < firstOfOtherSide != to < firstOfOtherSide) {
          network.links().cut(from, to);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 10, 13})
  void aHealthyNetworkSealsABlockASecond(int size) {
    SimulatedNetwork network = network(size);
    network.run(MINUTE / 2);
    assertThat(network.lowestHead()).isBetween(25L, 30L);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 10, 13})
  void aPartitionWithoutQuorumHaltsAndGoesOnInTimeHoweverLongItLasted(int size) {
    SimulatedNetwork network = network(size);
    network.run(5_000);
    split(network, size / 2);
    network.run(2_000);
    long halted = network.highestHead();
    network.run(60 * MINUTE);
    assertThat(network.highestHead()).isEqualTo(halted);
    new Nemesis(network).end();
    assertProgress(network, RECOVERY);
  }

  @Test
  void threeOfFourGoOnAndTheFourthCatchesUp() {
    SimulatedNetwork network = network(4);
    network.run(5_000);
    split(network, 1);
    long before = network.highestHead();
    network.run(MINUTE / 2);
    assertThat(network.highestHead()).isGreaterThan(before + 10);
    assertThat(network.lowestHead()).isLessThanOrEqualTo(before + 1);
    new Nemesis(network).end();
    assertProgress(network, RECOVERY);
  }

  @Test
  void halfOfTheValidatorsStoppedForTwoMinutesComeBackInTime() {
    SimulatedNetwork network = network(4);
    network.run(5_000);
    network.nodes().subList(0, 2).forEach(SimulatedNode::stop);
    network.run(2 * MINUTE);
    new Nemesis(network).end();
    assertProgress(network, RECOVERY);
  }

  @Test
  void aWipedValidatorAbstainsAndThenSealsAgain() {
    SimulatedNetwork network = network(4);
    network.run(5_000);
    SimulatedNode wiped = network.nodes().get(1);
    wiped.wipe();
    network.run(3_000);
    network.startIfDown(wiped);
    assertProgress(network, RECOVERY);
    assertThat(wiped.isRecovering()).isFalse();
    network.nodes().get(2).stop();
    assertProgress(network, RECOVERY);
  }

  @Test
  void withoutAQuorumOfRecordsAWipedValidatorDoesNotSign() {
    SimulatedNetwork network = network(4);
    network.run(5_000);
    network.nodes().get(2).stop();
    SimulatedNode wiped = network.nodes().get(1);
    wiped.wipe();
    network.startIfDown(wiped);
    network.run(MINUTE);
    assertThat(wiped.isRecovering()).isTrue();
    network.startIfDown(network.nodes().get(2));
    assertProgress(network, RECOVERY);
  }

  @ParameterizedTest
  @EnumSource(Misbehaviours.class)
  void oneTraitorOfFourHaltsNobody(Misbehaviours kind) {
    Scenario quiet = Scenario.quiet(11, 4);
    TreeMap<Integer, List<Misbehaviours>> traitors = new TreeMap<>();
    traitors.put(2, List.of(kind));
    SimulatedNetwork network = network(quiet.with(traitors));
    network.run(5_000);
    for (int i = 0; i < 6; i++) {
      assertProgress(network, RECOVERY);
    }
  }

  @Test
  void equivocationsOfAProposerAreFoundAndNobodyElseIsAccused() {
    TreeMap<Integer, List<Misbehaviours>> traitors = new TreeMap<>();
    traitors.put(0, List.of(Misbehaviours.EQUIVOCATING_PROPOSER, Misbehaviours.DOUBLE_VOTER));
    SimulatedNetwork network = network(Scenario.quiet(3, 4).with(traitors));
    network.run(MINUTE);
    assertThat(network.monitor().accusations()).isPositive();
  }
}
