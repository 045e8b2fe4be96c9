package io.lyceum.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time of the calling thread, which other work on the machine distorts little. */
final class ThreadTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NANOSECONDS = 1e9;

  private ThreadTime() {}

  /** The seconds that some work takes. */
  static double of(Runnable work) {
    long before = THREADS.getCurrentThreadCpuTime();
    work.run();
    return (THREADS.getCurrentThreadCpuTime() - before) / NANOSECONDS;
  }
}
