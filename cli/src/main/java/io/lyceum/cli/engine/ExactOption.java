package io.lyceum.cli.engine;

import io.lyceum.cli.InputException;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.KernelChoice;
import picocli.CommandLine.Option;

/** How the exact arithmetic is to be computed. */
final class ExactOption {

  /** What computes. */
  enum Device {
    CPU
  }

  @Option(
      names = "--device",
      paramLabel = "cpu",
      description = "What computes. Default: ${DEFAULT-VALUE}.")
  private Device device = Device.CPU;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that compute; the bits are the same. Default: ${DEFAULT-VALUE}.")
  private int threads = 1;

  @Option(
      names = "--kernels",
      paramLabel = "scalar|vector",
      description = "The inner loops; the bits are the same. Default: the fastest there are.")
  private KernelChoice kernels;

  @Option(
      names = "--recompute",
      description = "Keep less memory and compute activations twice; the bits are the same.")
  private boolean recompute;

  ExactOptions options() {
    if (threads < 1 || threads > 1024) {
      throw new InputException("--threads must be between 1 and 1024");
    }
    return new ExactOptions(threads, kernels(), recompute);
  }

  KernelChoice kernels() {
    if (kernels == KernelChoice.VECTOR && KernelChoice.fastest() != KernelChoice.VECTOR) {
      throw new InputException(
          "This process has no vectors: start Java with --add-modules jdk.incubator.vector");
    }
    return kernels == null ? KernelChoice.fastest() : kernels;
  }
}
