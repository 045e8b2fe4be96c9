package io.lyceum.learner.job;

import io.lyceum.contracts.ReplayMode;
import java.math.BigInteger;

/** How a job has replayed segments compared with what a learner claims. */
public sealed interface Replay {

  /** Every bit must be equal. */
  record Exact() implements Replay {}

  /**
   * Every tensor must lie near the replayed one, measured by how far the segment moved it. Weaker
   * than {@link Exact}: for engine classes that authorities cannot run.
   *
   * @param millionths ε, the largest deviation as a part of the movement, in millionths
   */
  record Bounded(int millionths) implements Replay {

    /** A tenth: a segment that was not trained is off by 1. */
    public static final int LARGEST = 100_000;

    private static final double MILLION = 1e6;

    /**
     * @throws IllegalArgumentException if the bound is not above zero, or is above a tenth
     */
    public Bounded {
      if (millionths < 1 || millionths > LARGEST) {
        throw new IllegalArgumentException(
            "A replay's bound is 1 to %d millionths, not %d".formatted(LARGEST, millionths));
      }
    }

    /** ε as a number. */
    public double epsilon() {
      return millionths / MILLION;
    }
  }

  /**
   * The replay that a job's terms state.
   *
   * @throws IllegalArgumentException if the contract would refuse such terms, or this software does
   *     not know the mode
   */
  static Replay of(BigInteger mode, BigInteger bound) {
    return switch (ReplayMode.of(mode)) {
      case EXACT -> {
        if (bound.signum() != 0) {
          throw new IllegalArgumentException("Exact replay has no bound");
        }
        yield new Exact();
      }
      case BOUNDED -> new Bounded(bound.intValueExact());
    };
  }
}
