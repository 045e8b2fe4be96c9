package io.lyceum.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.cli.InputException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

  @Test
  void leavesOutAProcessThatHasEnded() throws IOException, InterruptedException {
    long own = ProcessHandle.current().pid();
    Process other = new ProcessBuilder("sleep", "60").start();
    ProcessorTime before = ProcessorTime.of(List.of(other.pid(), own));
    assertThat(before.since()).extracting(LoadReport.Cpu::pid).containsExactly(other.pid(), own);
    other.destroyForcibly().waitFor();
    assertThat(before.since()).extracting(LoadReport.Cpu::pid).containsExactly(own);
    assertThatThrownBy(() -> ProcessorTime.of(List.of(other.pid())))
        .isInstanceOf(InputException.class);
  }
}
