package io.lyceum.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Processor time of all threads of this process: those that collect garbage count too. */
final class ProcessTime {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final double NANOSECONDS = 1e9;

  private ProcessTime() {}

  /** The seconds that pass while some work is done. */
  static double of(Runnable work) {
    long before = SYSTEM.getProcessCpuTime();
    work.run();
    return (SYSTEM.getProcessCpuTime() - before) / NANOSECONDS;
  }
}
