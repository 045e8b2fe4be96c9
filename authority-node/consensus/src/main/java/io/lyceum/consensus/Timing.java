package io.lyceum.consensus;

import java.time.Duration;

/**
 * The periods of one height, which all validators share.
 *
 * @param blockPeriod least time between the timestamps of two blocks (blockperiodseconds)
 * @param emptyBlockPeriod the same for a block without transactions (emptyblockperiodseconds); zero
 *     means that empty blocks are made like others
 * @param requestTimeout how long round 0 may take (requesttimeoutseconds)
 * @param maximumTimeout how long any round may take, whatever its number
 */
public record Timing(
    Duration blockPeriod,
    Duration emptyBlockPeriod,
    Duration requestTimeout,
    Duration maximumTimeout) {

  /** The least cap of the round timer unless a network asks for more. */
  public static final Duration DEFAULT_MAXIMUM_TIMEOUT = Duration.ofSeconds(3);

  /**
   * @throws IllegalArgumentException if a period is negative or a timeout is not positive
   */
  public Timing {
    if (blockPeriod.isNegative() || emptyBlockPeriod.isNegative()) {
      throw new IllegalArgumentException("A block period is not negative");
    }
    if (!requestTimeout.isPositive() || !maximumTimeout.isPositive()) {
      throw new IllegalArgumentException("A timeout is positive");
    }
  }

  /** A cap of 3 s, or of the request timeout where a network chose a longer one. */
  public static Timing of(
      Duration blockPeriod, Duration emptyBlockPeriod, Duration requestTimeout) {
    Duration cap =
        requestTimeout.compareTo(DEFAULT_MAXIMUM_TIMEOUT) > 0
            ? requestTimeout
            : DEFAULT_MAXIMUM_TIMEOUT;
    return new Timing(blockPeriod, emptyBlockPeriod, requestTimeout, cap);
  }

  /** How long a round may take: {@code min(cap, requestTimeout · 2^round)}. */
  public Duration timeout(int round) {
    Duration timeout = requestTimeout;
    for (int i = 0; i < round && timeout.compareTo(maximumTimeout) < 0; i++) {
      timeout = timeout.multipliedBy(2);
    }
    return timeout.compareTo(maximumTimeout) < 0 ? timeout : maximumTimeout;
  }
}
