package io.lyceum.authority.gossip;

import java.util.concurrent.TimeUnit;

/** What is left of a peer's allowance, which grows with time (a token bucket). For one thread. */
final class PushRate {

  private final PushLimits limits;
  private double allowance;
  private long measuredAt;

  /**
   * @param nanos the time now, as {@link System#nanoTime} tells it
   */
  PushRate(PushLimits limits, long nanos) {
    this.limits = limits;
    this.allowance = limits.burst();
    this.measuredAt = nanos;
  }

  /** Takes one out of the allowance; false if nothing is left. */
  boolean take(long nanos) {
    double seconds = (double) (nanos - measuredAt) / TimeUnit.SECONDS.toNanos(1);
    allowance = Math.min(limits.burst(), allowance + seconds * limits.perSecond());
    measuredAt = nanos;
    if (allowance < 1) {
      return false;
    }
    allowance--;
    return true;
  }
}
