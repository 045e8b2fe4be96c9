package io.lyceum.cli.engine;

import io.lyceum.learner.engine.EngineClass;
import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** The arithmetic of a job that a command makes. */
public final class EngineOption {

  private static final List<EngineClass> USUAL = List.of(EngineClass.ND4J_CPU, EngineClass.EXACT);

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
   * Starts the engine that was chosen, or else the first of the usual ones that runs here; the
   * caller closes it.
   *
   * @throws EngineUnavailableException if this machine cannot run what was chosen
   */
  public TrainingEngine open() {
    if (chosen != null) {
      return chosen.open(ExactOptions.DEFAULT);
    }
    return open(USUAL);
  }

  private static TrainingEngine open(List<EngineClass> classes) {
    try {
      return classes.getFirst().open(ExactOptions.DEFAULT);
    } catch (EngineUnavailableException e) {
      if (classes.size() == 1) {
        throw e;
      }
      return open(classes.subList(1, classes.size()));
    }
  }
}
