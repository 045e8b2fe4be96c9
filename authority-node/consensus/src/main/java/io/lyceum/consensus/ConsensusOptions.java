package io.lyceum.consensus;

import java.time.Duration;

/**
 * The numbers that a network or a node chooses.
 *
 * @param blockPeriod least time between the timestamps of two blocks (blockperiodseconds)
 * @param emptyBlockPeriod the same for a block without transactions (emptyblockperiodseconds); zero
 *     means that empty blocks are made like others
 * @param requestTimeout how long round 0 may take (requesttimeoutseconds)
 * @param maximumTimeout how long any round may take, whatever its number
 * @param resendInterval how often a round change is sent again while its round lasts
 * @param futureHeights how many heights ahead messages are kept (futuremessagesmaxdistance)
 * @param futureMessages how many messages of later heights and rounds one validator may have kept
 * @param futureBytes how many bytes of them one validator may have kept
 */
public record ConsensusOptions(
    Duration blockPeriod,
    Duration emptyBlockPeriod,
    Duration requestTimeout,
    Duration maximumTimeout,
    Duration resendInterval,
    int futureHeights,
    int futureMessages,
    long futureBytes) {

  /** The least cap of the round timer unless a network asks for more. */
  public static final Duration DEFAULT_MAXIMUM_TIMEOUT = Duration.ofSeconds(3);

  /**
   * @throws IllegalArgumentException if a period is negative or a timeout is not positive
   */
  public ConsensusOptions {
    if (blockPeriod.isNegative() || emptyBlockPeriod.isNegative()) {
      throw new IllegalArgumentException("A block period is not negative");
    }
    if (!requestTimeout.isPositive()
        || !maximumTimeout.isPositive()
        || !resendInterval.isPositive()) {
      throw new IllegalArgumentException("A timeout is positive");
    }
  }

  /**
   * The defaults around a network's three periods. The cap is 3 s, or the request timeout where a
   * network chose a longer one.
   */
  public static ConsensusOptions of(
      Duration blockPeriod, Duration emptyBlockPeriod, Duration requestTimeout) {
    Duration cap =
        requestTimeout.compareTo(DEFAULT_MAXIMUM_TIMEOUT) > 0
            ? requestTimeout
            : DEFAULT_MAXIMUM_TIMEOUT;
    return new ConsensusOptions(
        blockPeriod,
        emptyBlockPeriod,
        requestTimeout,
        cap,
        Duration.ofSeconds(1),
        10,
        256,
        32L * 1024 * 1024);
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
