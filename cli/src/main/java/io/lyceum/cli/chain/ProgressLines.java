package io.lyceum.cli.chain;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells every few seconds how far the work has come, and how fast it goes. */
final class ProgressLines {

  private static final long INTERVAL_NANOS = Duration.ofSeconds(2).toNanos();
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;
  private final LongSupplier nanoTime;
  private long told;
  private long since;

  /** Writes to {@code out}, with the time in nanoseconds since any instant. */
  ProgressLines(PrintWriter out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.told = nanoTime.getAsLong();
  }

  /** A block is done; {@code share} of the work, from 0 to 1, is. */
  void done(long number, double share) {
    since++;
    long now = nanoTime.getAsLong();
    if (now - told >= INTERVAL_NANOS) {
      out.printf(
          "Block %d, %.0f %%, %.0f blocks/s%n",
          number, 100 * share, since * NANOS_PER_SECOND / (now - told));
      out.flush();
      told = now;
      since = 0;
    }
  }
}
