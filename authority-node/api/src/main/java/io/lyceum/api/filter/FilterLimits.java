package io.lyceum.api.filter;

import java.time.Duration;

/**
 * How many filters a node keeps, and for how long.
 *
 * @param maxFilters the most at a time
 * @param maxFiltersOfCaller the most of one caller; then its own that was used least recently ends
 * @param maxHashes the most transactions that one keeps for its client; then the oldest are lost
 * @param expiry how long a filter lives that nobody asks
 */
public record FilterLimits(int maxFilters, int maxFiltersOfCaller, int maxHashes, Duration expiry) {

  /** For a node of ordinary size. */
  public static final FilterLimits DEFAULT =
      new FilterLimits(1000, 200, 10_000, Duration.ofMinutes(5));
}
