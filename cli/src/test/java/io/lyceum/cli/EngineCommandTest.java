package io.lyceum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.cuda.Driver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EngineCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Lyceum.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @Test
  void aMachineWithoutDeviceIsToldSoInOneSentence() {
    try {
      Driver.ofThisMachine().devices();
      abort("There is an NVIDIA driver here");
    } catch (EngineUnavailableException missing) {
      assertThat(run("engine", "selftest", "--device", "cuda")).isOne();
      assertThat(out.toString()).isEmpty();
      assertThat(err.toString().strip().lines()).containsExactly(missing.getMessage() + ".");
    }
  }

  @Test
  void deeplearning4jTrainsTheSameModelFromTheSameWeights() {
    assertThat(run("engine", "selftest", "--engine", "nd4j-cpu-avx2-1", "--steps", "2"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .startsWith("engine nd4j-cpu-avx2-1, model tiny (1,623,744 parameters)")
        .contains("step 1: loss 5.5957")
        .containsPattern("step 2: loss 5\\.\\d+, sha256 [0-9a-f]{64}")
        .containsPattern("tokens/s, [0-9,]+ MiB of (memory|heap) at most");
  }

  @Test
  void optionsThatDoNotFitAnEngineAreRefused() {
    assertThat(run("engine", "selftest", "--engine", "nd4j-cpu-avx2-1", "--threads", "2"))
        .isEqualTo(2);
    assertThat(run("engine", "selftest", "--engine", "nd4j-cpu-avx2-1", "--model", "small"))
        .isEqualTo(2);
    assertThat(run("engine", "selftest", "--device", "cuda", "--threads", "2")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.endsWith("."));
  }

  @Test
  void unknownDevicesAreRefused() {
    assertThat(run("engine", "bench", "--device", "tpu")).isEqualTo(2);
  }

  @Test
  void aRuntimeIsWrittenIntoNoFolderThatExists(@TempDir Path folder) {
    assertThat(run("engine", "runtime", folder.toString())).isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }

  /** Nothing of this process, not even its environment, is there for the runtime. */
  @Test
  @Tag("system")
  void aRuntimeTrainsOnItsOwn(@TempDir Path folder) throws Exception {
    Path runtime = folder.resolve("runtime");
    assertThat(run("engine", "runtime", runtime.toString())).as(err.toString()).isZero();
    assertThat(runtime.resolve("lib/lyceum")).isDirectoryNotContaining("glob:**nd4j*");
    List<String> command =
        List.of(runtime.resolve("bin/lyceum").toString(), "engine", "selftest", "--steps", "1");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(printed)
        .contains(
            "step 1: loss 5.595727, sha256"
                + " b62ad6416edcdd02b8702e9b686f89ecb7b4044faa371a7289de5a79bb6adcc1");
    assertThat(Files.exists(runtime.resolve("bin/java"))).isTrue();
  }
}
