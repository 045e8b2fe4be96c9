package io.lyceum.cli.load;

import io.lyceum.cli.InputException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The CPU time that processes of this machine have taken so far.
 *
 * @param processes what each has taken, in the order asked
 */
record ProcessorTime(List<Reading> processes) {

  /** What a process has taken. */
  record Reading(long pid, Duration taken) {}

  /**
   * Reads it.
   *
   * @throws InputException if there is no such process, or the system does not tell
   */
  static ProcessorTime of(List<Long> pids) {
    return new ProcessorTime(
        pids.stream()
            .map(
                pid ->
                    read(pid)
                        .orElseThrow(
                            () ->
                                new InputException(
                                    "The CPU time of process " + pid + " cannot be read")))
            .toList());
  }

  private static Optional<Reading> read(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(taken -> new Reading(pid, taken));
  }

  /** What each has taken since then; of one that has ended it is unknown, and left out. */
  List<LoadReport.Cpu> since() {
    return processes.stream()
        .flatMap(before -> read(before.pid()).map(now -> difference(before, now)).stream())
        .toList();
  }

  private static LoadReport.Cpu difference(Reading before, Reading now) {
    return new LoadReport.Cpu(now.pid(), now.taken().minus(before.taken()).toNanos() / 1e9);
  }
}
