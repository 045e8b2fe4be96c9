package io.lyceum.api.debug;

import java.time.Duration;

/**
 * How much a trace may take.
 *
 * @param maxBytes of all that it keeps, about
 * @param maxTime of the execution
 * @param maxConcurrent how many run at once; others are refused
 */
public record TraceLimits(long maxBytes, Duration maxTime, int maxConcurrent) {

  /** For a node of ordinary size. */
  public static final TraceLimits DEFAULT = new TraceLimits(32L << 20, Duration.ofSeconds(10), 2);
}
