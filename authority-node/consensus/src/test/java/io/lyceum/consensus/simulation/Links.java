package io.lyceum.consensus.simulation;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Who hears whom at present, in each direction by itself, and how well. */
final class Links {

  private final boolean[][] cut;
  private final RandomGenerator random;
  private Faults faults = Faults.NONE;

  Links(int nodes, RandomGenerator random) {
    this.cut = new boolean[nodes][nodes];
    this.random = random;
  }

  /** What the links are like from now on. */
  void set(Faults next) {
    faults = next;
  }

  Faults faults() {
    return faults;
  }

  /** Cuts one direction of a link. */
  void cut(int from, int to) {
    cut[from][to] = true;
  }

  /** Ends all cuts. */
  void join() {
    for (boolean[] row : cut) {
      Arrays.fill(row, false);
    }
  }

  boolean hears(int to, int from) {
    return !cut[from][to];
  }

  /** Whether both directions work, as a connection needs. */
  boolean connected(int one, int other) {
    return hears(one, other) && hears(other, one);
  }

  /** How often a message that leaves now arrives if nothing is cut: mostly once. */
  int copies() {
    int copies = random.nextDouble() < faults.duplication() ? 2 : 1;
    int arriving = 0;
    for (int i = 0; i < copies; i++) {
      arriving += random.nextDouble() < faults.loss() ? 0 : 1;
    }
    return arriving;
  }

  long delay() {
    return 1 + random.nextLong(faults.maxDelayMillis());
  }
}
