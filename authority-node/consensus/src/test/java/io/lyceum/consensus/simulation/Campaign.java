package io.lyceum.consensus.simulation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many seeds at one size, one after another, with their figures.
 *
 * @param failures of each seed that failed, what happened and how to play it again
 * @param rounds simulated in all
 * @param blocks sealed in all
 */
record Campaign(List<String> failures, long rounds, long blocks) {

  private static final Logger LOG = LoggerFactory.getLogger(Campaign.class);
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  /** Plays the scenarios of {@code count} seeds from {@code start} on. */
  static Campaign play(Protocol protocol, int size, long start, long count) {
    List<String> failures = new ArrayList<>();
    long rounds = 0;
    long blocks = 0;
    long accusations = 0;
    long slowest = 0;
    long began = CPU.getCurrentThreadCpuTime();
    for (long seed = start; seed < start + count; seed++) {
      try {
        Outcome outcome =
            Simulation.run(Scenario.of(seed, size), protocol, SimulatedNetwork.allKinds());
        rounds += outcome.rounds();
        blocks += outcome.blocks();
        accusations += outcome.accusations();
        slowest = Math.max(slowest, outcome.recoveryMillis());
      } catch (Violation | RuntimeException e) {
        String report = report(seed, size, e);
        LOG.info(report, e);
        failures.add(report);
      }
    }
    double seconds = (CPU.getCurrentThreadCpuTime() - began) / 1e9;
    LOG.info(
        "{} validators, seeds {} to {}: {} failed; {} rounds, {} blocks, {} equivocations found,"
            + " slowest recovery {} ms; {} s of CPU time, {} rounds per second",
        size,
        start,
        start + count - 1,
        failures.size(),
        rounds,
        blocks,
        accusations,
        slowest,
        Math.round(seconds),
        Math.round(rounds / seconds));
    return new Campaign(failures, rounds, blocks);
  }

  private static String report(long seed, int size, Throwable failure) {
    return """
    Seed %d with %d validators failed: %s
    Play it again: mvn -pl authority-node/consensus -am test -Dtest=SimulationTest \
    -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.start=%d -Dsimulation.seeds=1 \
    -Dsimulation.sizes=%d
    %s\
    """
        .formatted(seed, size, failure, seed, size, Scenario.of(seed, size));
  }
}
