package io.lyceum.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** The seconds of processor time that some work takes: other work distorts them little. */
final class ProcessorTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final double NANOSECONDS = 1e9;

  private ProcessorTime() {}

  /** Of the calling thread. */
  static double ofThread(Runnable work) {
    return of(THREADS::getCurrentThreadCpuTime, work);
  }

  /** Of all threads of this process: those that collect garbage count too. */
  static double ofProcess(Runnable work) {
    return of(SYSTEM::getProcessCpuTime, work);
  }

  private static double of(LongSupplier clock, Runnable work) {
    long before = clock.getAsLong();
    work.run();
    return (clock.getAsLong() - before) / NANOSECONDS;
  }
}
