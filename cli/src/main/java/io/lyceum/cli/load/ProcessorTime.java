package io.lyceum.cli.load;

import io.lyceum.cli.InputException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The CPU time that processes of this machine have taken so far.
 *
 * @param processes what each has taken, by its id, in the order asked
 */
record ProcessorTime(SequencedMap<Long, Duration> processes) {

  /**
   * Reads it.
   *
   * @throws InputException if there is no such process, or the system does not tell
   */
  static ProcessorTime of(List<Long> pids) {
    ProcessorTime known = ofLiving(pids);
    for (long pid : pids) {
      if (!known.processes().containsKey(pid)) {
        throw new InputException("The CPU time of process " + pid + " cannot be read");
      }
    }
    return known;
  }

  private static ProcessorTime ofLiving(Collection<Long> pids) {
    SequencedMap<Long, Duration> processes = new LinkedHashMap<>();
    for (long pid : pids) {
      ProcessHandle.of(pid)
          .flatMap(process -> process.info().totalCpuDuration())
          .ifPresent(taken -> processes.put(pid, taken));
    }
    return new ProcessorTime(processes);
  }

  /** What each has taken since then; of one that has ended it is unknown, and left out. */
  List<LoadReport.Cpu> since() {
    return ofLiving(processes.keySet()).processes().entrySet().stream()
        .map(
            now ->
                new LoadReport.Cpu(
                    now.getKey(),
                    now.getValue().minus(processes.get(now.getKey())).toNanos() / 1e9))
        .toList();
  }
}
