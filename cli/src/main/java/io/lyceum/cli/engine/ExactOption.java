package io.lyceum.cli.engine;

import io.lyceum.cli.InputException;
import io.lyceum.learner.training.cuda.CudaOptions;
import io.lyceum.learner.training.cuda.Driver;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.KernelChoice;
import picocli.CommandLine.Option;

/** How the exact arithmetic is to be computed. */
final class ExactOption {

  /** What computes. */
  enum Kind {
    CPU,
    CUDA
  }

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      description =
          "What computes: the processor, or the first NVIDIA device. Default: ${DEFAULT-VALUE}.")
  private Kind device = Kind.CPU;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the processor; the bits are the same. Default: ${DEFAULT-VALUE}.")
  private int threads = 1;

  @Option(
      names = "--kernels",
      paramLabel = "scalar|vector",
      description = "The processor's inner loops; the bits are the same. Default: the fastest.")
  private KernelChoice kernels;

  @Option(
      names = "--recompute",
      description = "Keep less memory and compute activations twice; the bits are the same.")
  private boolean recompute;

  /**
   * Opens what computes; the caller closes it.
   *
   * @throws io.lyceum.learner.training.EngineUnavailableException if there is no such device here
   */
  Processor open() {
    ExactOptions options = options();
    return switch (device) {
      case CPU -> new HostProcessor(options);
      case CUDA ->
          new CudaProcessor(
              Driver.ofThisMachine().openFirst(),
              new CudaOptions(Long.MAX_VALUE, options.recompute()));
    };
  }

  private ExactOptions options() {
    if (threads < 1 || threads > 1024) {
      throw new InputException("--threads must be between 1 and 1024");
    }
    return new ExactOptions(threads, kernels(), recompute);
  }

  private KernelChoice kernels() {
    if (kernels == KernelChoice.VECTOR && KernelChoice.fastest() != KernelChoice.VECTOR) {
      throw new InputException(
          "This process has no vectors: start Java with --add-modules jdk.incubator.vector");
    }
    return kernels == null ? KernelChoice.fastest() : kernels;
  }
}
