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
      description = "What computes: the processor, or the first NVIDIA device. Default: cpu.")
  private Kind device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the processor; the bits are the same. Default: 1.")
  private Integer threads;

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
    if (device != Kind.CUDA) {
      return new HostProcessor(hostOptions());
    }
    if (threads != null || kernels != null) {
      throw new InputException("--threads and --kernels are options of --device cpu");
    }
    return new CudaProcessor(
        Driver.ofThisMachine().openFirst(), CudaOptions.DEFAULT.withRecompute(recompute));
  }

  /** Whether any of this was asked for. */
  boolean isGiven() {
    return device != null || threads != null || kernels != null || recompute;
  }

  private ExactOptions hostOptions() {
    int count = threads == null ? 1 : threads;
    if (count < 1 || count > 1024) {
      throw new InputException("--threads must be between 1 and 1024");
    }
    return new ExactOptions(count, kernels(), recompute);
  }

  private KernelChoice kernels() {
    if (kernels == KernelChoice.VECTOR && KernelChoice.fastest() != KernelChoice.VECTOR) {
      throw new InputException(
          "This process has no vectors: start Java with --add-modules jdk.incubator.vector");
    }
    return kernels == null ? KernelChoice.fastest() : kernels;
  }
}
