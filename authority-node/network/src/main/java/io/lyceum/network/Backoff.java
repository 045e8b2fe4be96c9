package io.lyceum.network;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt to connect: doubled at each failure up to a cap, and
 * spread at random so that nodes do not try in step.
 *
 * @param first the wait after the first failure
 * @param cap the longest wait before it is spread
 * @param jitter the largest part of a wait, within 0 and 1, by which chance shortens it
 */
public record Backoff(Duration first, Duration cap, double jitter) {

  private static final int MAX_DOUBLINGS = 30;

  /**
   * @throws IllegalArgumentException if the waits are not positive or the jitter not within 0 and 1
   */
  public Backoff {
    if (!first.isPositive() || cap.compareTo(first) < 0 || !(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("No sensible backoff: " + first + ", " + cap);
    }
  }

  /** From a quarter of a second up to five seconds. */
  public static Backoff defaults() {
    return new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), 0.3);
  }

  /**
   * The wait after a number of failures in a row.
   *
   * @param failures at least 1
   */
  public Duration delay(int failures, RandomGenerator random) {
    int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
    long millis = Math.min(cap.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis(Math.round(millis * (1 - jitter * random.nextDouble())));
  }
}
