package io.lyceum.consensus.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.crypto.Secp256k1;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks with all kinds of faults: safe at every step, and live within a bound after the faults.
 * {@code -Dsimulation.seeds=N -Dsimulation.start=S -Dsimulation.sizes=4,7} plays any number of
 * seeds, and {@code -Dtest.log=INFO} shows the figures. A failure tells how to play its seed again.
 */
class SimulationTest {

  private static final long START = Long.getLong("simulation.start", 1);

  static IntStream sizes() {
    return Arrays.stream(System.getProperty("simulation.sizes", "4,7,10,13").split(","))
        .mapToInt(Integer::parseInt);
  }

  /** Larger networks take longer, so that fewer of them are played unless somebody asks. */
  private static long seeds(int size) {
    return Long.getLong("simulation.seeds", 3200L / (size * size));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void isSafeAlwaysAndLiveOnceTheFaultsEnd(int size) {
    Campaign campaign = Campaign.play(Protocol.QBFT, size, START, seeds(size));
    assertThat(campaign.failures()).isEmpty();
    assertThat(campaign.blocks()).isPositive();
  }

  @Test
  void isTheSameWithSignaturesOfTheCurve() {
    Protocol real = Protocol.QBFT.withCurve(Secp256k1.best());
    for (long seed = START; seed < START + 4; seed++) {
      Outcome outcome = Simulation.run(Scenario.of(seed, 4), real, SimulatedNetwork.allKinds());
      assertThat(outcome.blocks()).as("seed " + seed).isPositive();
    }
  }

  @Test
  void aSeedAlwaysPlaysTheSameWay() {
    Outcome first = Simulation.run(Scenario.of(START, 4));
    assertThat(Simulation.run(Scenario.of(START, 4))).isEqualTo(first);
    assertThat(Simulation.run(Scenario.of(START + 1, 4)).trace()).isNotEqualTo(first.trace());
  }
}
