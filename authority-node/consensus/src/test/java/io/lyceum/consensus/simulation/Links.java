package io.lyceum.consensus.simulation;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Who hears whom at present, in each direction by itself, and how well. */
final class Links {

  private final boolean[][] cut;
  private final RandomGenerator random;
  private final Agenda agenda;
  private Faults faults = Faults.NONE;

  Links(int nodes, RandomGenerator random, Agenda agenda) {
    this.cut = new boolean[nodes][nodes];
    this.random = random;
    this.agenda = agenda;
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

  /**
   * Carries something, unless it is lost; the link must work when it leaves and when it arrives.
   */
  void carry(SimulatedNode from, SimulatedNode to, Consumer<SimulatedNode> arrival) {
    if (!hears(to.index(), from.index())) {
      return;
    }
    for (int copies = copies(); copies > 0; copies--) {
      agenda.after(
          1 + random.nextLong(faults.maxDelayMillis()),
          () -> {
            if (to.isUp() && hears(to.index(), from.index())) {
              arrival.accept(to);
            }
          });
    }
  }

  /** How often a message arrives: mostly once. */
  private int copies() {
    int copies = random.nextDouble() < faults.duplication() ? 2 : 1;
    int arriving = 0;
    for (int i = 0; i < copies; i++) {
      arriving += random.nextDouble() < faults.loss() ? 0 : 1;
    }
    return arriving;
  }
}
