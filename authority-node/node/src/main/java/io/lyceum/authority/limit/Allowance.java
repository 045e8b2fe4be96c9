package io.lyceum.authority.limit;

import java.util.concurrent.TimeUnit;

/** What is left of somebody's allowance, which grows with time (a token bucket). For one thread. */
public final class Allowance {

  private final double perSecond;
  private final double most;
  private double left;
  private long measuredAt;

  /**
   * A full allowance.
   *
   * @param perSecond by which it grows
   * @param most beyond which it does not grow
   * @param nanos the time now, as {@link System#nanoTime} tells it
   */
  public Allowance(double perSecond, double most, long nanos) {
    this.perSecond = perSecond;
    this.most = most;
    this.left = most;
    this.measuredAt = nanos;
  }

  /** Whether as much is left. */
  public boolean has(double amount, long nanos) {
    double seconds = (double) (nanos - measuredAt) / TimeUnit.SECONDS.toNanos(1);
    left = Math.min(most, left + seconds * perSecond);
    measuredAt = nanos;
    return left >= amount;
  }

  /** Takes something out of the allowance; false, and nothing is taken, if less is left. */
  public boolean take(double amount, long nanos) {
    boolean enough = has(amount, nanos);
    left -= enough ? amount : 0;
    return enough;
  }
}
