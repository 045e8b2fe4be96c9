package io.lyceum.cli.load;

import io.lyceum.cli.InputException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The CPU time that processes of this machine have taken so far.
 *
 * @param processes what each has taken, in the order asked
 */
record ProcessorTime(List<Duration> processes) {

  /**
   * Reads it.
   *
   * @throws InputException if there is no such process, or the system does not tell
   */
  static ProcessorTime of(List<Long> pids) {
    return new ProcessorTime(pids.stream().map(ProcessorTime::of).toList());
  }

  private static Duration of(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(
            () -> new InputException("The CPU time of process " + pid + " cannot be read"));
  }

  /** What each has taken since an earlier reading of the same processes, in seconds. */
  List<Double> secondsSince(ProcessorTime before) {
    return IntStream.range(0, processes.size())
        .mapToObj(i -> processes.get(i).minus(before.processes().get(i)).toNanos() / 1e9)
        .toList();
  }
}
