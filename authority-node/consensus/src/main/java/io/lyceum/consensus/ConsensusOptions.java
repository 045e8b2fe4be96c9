package io.lyceum.consensus;

import java.time.Duration;

/**
 * The numbers that a network or a node chooses.
 *
 * @param timing the network's periods by height
 * @param resendInterval how often a round change is sent again while its round lasts
 * @param futureHeights how many heights ahead messages are kept (futuremessagesmaxdistance)
 * @param futureMessages how many messages of later heights and rounds one validator may have kept
 * @param futureBytes how many bytes of them one validator may have kept
 */
public record ConsensusOptions(
    TimingSchedule timing,
    Duration resendInterval,
    int futureHeights,
    int futureMessages,
    long futureBytes) {

  /** How many heights ahead messages are kept by default, as in Besu. */
  public static final int FUTURE_HEIGHTS = 10;

  /**
   * @throws IllegalArgumentException if the interval is not positive
   */
  public ConsensusOptions {
    if (!resendInterval.isPositive()) {
      throw new IllegalArgumentException("The interval of sending again is positive");
    }
  }

  /** The defaults around a network's periods. */
  public static ConsensusOptions of(TimingSchedule timing) {
    return new ConsensusOptions(
        timing, Duration.ofSeconds(1), FUTURE_HEIGHTS, 256, 32L * 1024 * 1024);
  }

  /** The defaults around periods that never change. */
  public static ConsensusOptions of(
      Duration blockPeriod, Duration emptyBlockPeriod, Duration requestTimeout) {
    Timing always = Timing.of(blockPeriod, emptyBlockPeriod, requestTimeout);
    return of(_ -> always);
  }
}
