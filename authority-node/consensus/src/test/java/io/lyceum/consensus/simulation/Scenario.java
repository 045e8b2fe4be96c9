package io.lyceum.consensus.simulation;

import io.lyceum.consensus.simulation.byzantine.Misbehaviours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What a seed brings about, apart from the single accidents.
 *
 * @param seed from which everything follows
 * @param size how many validators there are in the beginning
 * @param traitors the numbers of the faulty validators and what they do
 * @param faults of links and machines
 * @param partitions whether the network falls apart now and then
 * @param wipes whether disks are lost
 * @param tailLoss whether a crash of the first node can take back the last block that it imported;
 *     as long as its record is ahead of its chain it signs nothing, and so counts as faulty
 * @param clockErrorMillis by how much clocks are wrong at most at the start
 * @param clockDrift by how much clocks run fast or slow at most
 * @param emptyBlockPeriod of the network
 * @param membershipChanges whether validators come and go
 * @param bareQuorum whether only a quorum comes back after the faults
 * @param faultMillis how long the faults last
 */
record Scenario(
    long seed,
    int size,
    SortedMap<Integer, List<Misbehaviours>> traitors,
    Faults faults,
    boolean partitions,
    boolean wipes,
    boolean tailLoss,
    long clockErrorMillis,
    double clockDrift,
    Duration emptyBlockPeriod,
    boolean membershipChanges,
    boolean bareQuorum,
    long faultMillis) {

  /** Nothing goes wrong. */
  static Scenario quiet(long seed, int size) {
    return new Scenario(
        seed,
        size,
        new TreeMap<>(),
        Faults.NONE,
        false,
        false,
        false,
        0,
        0,
        Duration.ZERO,
        false,
        false,
        0);
  }

  /** The scenario of a seed. */
  static Scenario of(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed * 31 + size);
    int most = (size - 1) / 3;
    int faulty = random.nextInt(4) == 0 ? 0 : most;
    SortedMap<Integer, List<Misbehaviours>> traitors = new TreeMap<>();
    List<Integer> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      nodes.add(i);
    }
    while (traitors.size() < faulty) {
      int node = nodes.remove(random.nextInt(nodes.size()));
      traitors.put(node, Misbehaviours.draw(random));
    }
    double mostLoss = List.of(0.01, 0.1, 0.5).get(random.nextInt(3));
    Faults faults =
        new Faults(
            random.nextDouble(mostLoss),
            random.nextDouble(0.2),
            List.of(40L, 120L, 400L, 1500L).get(random.nextInt(4)),
            random.nextBoolean() ? random.nextDouble(0.01) : 0,
            random.nextLong(200, 8_000));
    boolean partitions = random.nextInt(3) > 0;
    boolean wipes = random.nextInt(2) == 0;
    boolean tailLoss = random.nextInt(4) == 0 && traitors.isEmpty() && !wipes;
    return new Scenario(
        seed,
        size,
        traitors,
        faults,
        partitions,
        wipes,
        tailLoss,
        random.nextInt(3) == 0 ? 0 : 400,
        random.nextInt(2) == 0 ? 0 : 0.005,
        random.nextInt(4) == 0 ? Duration.ofSeconds(4) : Duration.ZERO,
        random.nextInt(4) == 0,
        random.nextInt(3) == 0,
        random.nextLong(20_000, 60_000));
  }

  /** The same with other traitors. */
  Scenario with(SortedMap<Integer, List<Misbehaviours>> others) {
    return new Scenario(
        seed,
        size,
        others,
        faults,
        partitions,
        wipes,
        tailLoss,
        clockErrorMillis,
        clockDrift,
        emptyBlockPeriod,
        membershipChanges,
        bareQuorum,
        faultMillis);
  }
}
