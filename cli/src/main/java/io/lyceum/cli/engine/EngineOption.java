package io.lyceum.cli.engine;

import io.lyceum.learner.engine.EngineClass;
import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import picocli.CommandLine.Option;

/** The arithmetic of a job that a command makes. */
public final class EngineOption {

  @Option(
      names = "--engine",
      paramLabel = "CLASS",
      converter = EngineClassConverter.class,
      description =
          "The arithmetic of the training: nd4j-cpu-avx2-1 is Deeplearning4j on x86-64 processors;"
              + " exact-1 has the same bits on every machine, processor or GPU; nd4j-cuda-1 is"
              + " there in builds with the Maven profile cuda (default: Deeplearning4j where this"
              + " machine can run it, else exact-1).")
  private EngineClass chosen;

  /** Whether a class was asked for by name. */
  public boolean names(EngineClass engineClass) {
    return chosen == engineClass;
  }

  /**
   * Starts the engine that was chosen, or else Deeplearning4j or, where that cannot run, {@code
   * exact-1}; the caller closes it.
   *
   * @throws EngineUnavailableException if this machine cannot run what was chosen
   */
  public TrainingEngine open() {
    if (chosen != null) {
      return chosen.open(ExactOptions.DEFAULT);
    }
    try {
      return EngineClass.ND4J_CPU.open(ExactOptions.DEFAULT);
    } catch (EngineUnavailableException e) {
      return EngineClass.EXACT.open(ExactOptions.DEFAULT);
    }
  }
}
