package io.lyceum.consensus.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Safety at every step, and liveness within a bound after the faults. A failure names its seed;
 * {@code -Dsimulation.start=SEED -Dsimulation.seeds=1} plays it again.
 */
class SimulationTest {

  private static final long START = Long.getLong("simulation.start", 1);
  private static final long SEEDS = Long.getLong("simulation.seeds", 6);
  private static final long MINUTE = 60_000;

  /** The design's promise: blocks within 10 s of a quorum being connected. */
  private static final long RECOVERY = 10_000;

  private interface Scenario {
    void play(SimulatedNetwork network);
  }

  private static void forEachSeed(int size, Scenario scenario) {
    LongStream.range(START, START + SEEDS)
        .forEach(
            seed -> {
              SimulatedNetwork network = new SimulatedNetwork(size, seed);
              try {
                scenario.play(network);
              } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                    "Seed " + seed + ", " + size + " validators: " + network.nodes(), e);
              }
            });
  }

  private static void assertProgress(SimulatedNetwork network, long millis) {
    long before = network.highestHead();
    network.run(millis);
    assertThat(network.highestHead()).as("head after " + millis + " ms").isGreaterThan(before);
    assertThat(network.lowestHead()).as("head of the slowest").isGreaterThan(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7})
  void aHealthyNetworkSealsABlockASecond(int size) {
    SimulatedNetwork network = new SimulatedNetwork(size, START);
    network.run(MINUTE / 2);
    assertThat(network.lowestHead()).isBetween(25L, 30L);
  }

  @Test
  void aSeedAlwaysPlaysTheSameWay() {
    assertThat(trace(START)).isEqualTo(trace(START)).isNotEqualTo(trace(START + 1));
  }

  private static String trace(long seed) {
    SimulatedNetwork network = new SimulatedNetwork(4, seed);
    network.set(Faults.ALL);
    network.run(MINUTE / 2);
    return network.nodes().stream().map(node -> node.head().hash() + " " + node).toList() + "";
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7})
  void survivesLossDelayDuplicationAndCrashes(int size) {
    forEachSeed(
        size,
        network -> {
          network.set(Faults.ALL);
          network.run(MINUTE);
          network.set(Faults.NONE);
          network.heal();
          assertProgress(network, RECOVERY);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7})
  void aPartitionWithoutQuorumHaltsAndHealsWithinTheBound(int size) {
    forEachSeed(
        size,
        network -> {
          network.run(5_000);
          network.partition(IntStream.range(0, size).map(i -> i % 2).toArray());
          network.run(2_000);
          long halted = network.highestHead();
          boolean largerSideHasQuorum = (size + 1) / 2 >= (2 * size + 2) / 3;
          network.run(5 * MINUTE);
          assertThat(largerSideHasQuorum).isFalse();
          assertThat(network.highestHead()).isEqualTo(halted);
          network.heal();
          assertProgress(network, RECOVERY);
        });
  }

  @Test
  void oneOfFourStoppedSlowsButDoesNotHalt() {
    forEachSeed(
        4,
        network -> {
          network.run(5_000);
          network.nodes().getFirst().stop();
          long before = network.highestHead();
          network.run(MINUTE / 2);
          assertThat(network.highestHead()).isGreaterThan(before + 10);
          network.heal();
          assertProgress(network, RECOVERY);
        });
  }

  @Test
  void aWipedValidatorAbstainsAndThenSealsAgain() {
    forEachSeed(
        4,
        network -> {
          network.run(5_000);
          SimulatedNode wiped = network.nodes().get(1);
          wiped.wipe();
          network.run(3_000);
          network.heal();
          assertProgress(network, RECOVERY);
          network.nodes().get(2).stop();
          long before = network.highestHead();
          network.run(RECOVERY);
          assertThat(network.highestHead()).as("the wiped one is needed now").isGreaterThan(before);
        });
  }

  @Test
  void theSimulatorNoticesValidatorsThatForgetWhatTheySigned() {
    Faults frequentCrashes = new Faults(0.05, 0, 400, 0.01, 500);
    assertThatThrownBy(
            () ->
                forEachSeed(
                    4,
                    network -> {
                      network.breakWriteAhead();
                      network.set(frequentCrashes);
                      network.run(MINUTE);
                    }))
        .hasMessageContaining("Seed")
        .hasRootCauseInstanceOf(AssertionError.class)
        .rootCause()
        .hasMessageContaining("Signed twice");
  }

  @Test
  void theSameCrashesHurtNobodyWhoRemembers() {
    Faults frequentCrashes = new Faults(0.05, 0, 400, 0.01, 500);
    forEachSeed(
        4,
        network -> {
          network.set(frequentCrashes);
          network.run(MINUTE / 2);
          network.set(Faults.NONE);
          network.heal();
          assertProgress(network, RECOVERY);
        });
  }
}
