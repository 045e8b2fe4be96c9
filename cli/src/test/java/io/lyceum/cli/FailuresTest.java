package io.lyceum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.learner.training.cuda.CudaException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailuresTest {

  @Test
  void aDeviceThatFailsIsToldInOneSentence() {
    StringWriter err = new StringWriter();
    CommandLine command = Lyceum.commandLine().setErr(new PrintWriter(err, true));
    CudaException failure = new CudaException("cuMemAlloc_v2 failed: CUDA_ERROR_OUT_OF_MEMORY");
    assertThat(Failures.ofExecution(failure, command, null))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString().strip())
        .isEqualTo("The NVIDIA device failed: cuMemAlloc_v2 failed: CUDA_ERROR_OUT_OF_MEMORY.");
  }
}
