package io.lyceum.learner.engine;

import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import java.util.Arrays;
import java.util.List;

/** The engine classes of which this software has an engine, those that are preferred first. */
public enum EngineClass {
  /** Arithmetic in a fixed order, the same bits on every machine. */
  EXACT(ExactEngine.ENGINE_CLASS) {
    @Override
    public TrainingEngine open(ExactOptions exact) {
      return ExactEngines.open(exact);
    }
  },
  /** Deeplearning4j on x86-64 processors with AVX2. */
  ND4J_CPU(Nd4jEngine.ENGINE_CLASS) {
    @Override
    public TrainingEngine open(ExactOptions exact) {
      return new Nd4jEngine();
    }

    @Override
    void requireConditions() {
      Nd4jEngine.requireConditions();
    }
  },
  /** Deeplearning4j on NVIDIA GPUs; its bits are those of one model of GPU. */
  ND4J_CUDA(Nd4jEngine.CUDA_CLASS) {
    @Override
    public TrainingEngine open(ExactOptions exact) {
      return Nd4jEngine.onCuda();
    }

    @Override
    void requireConditions() {
      Nd4jEngine.requireCudaConditions();
    }

    @Override
    boolean isBuiltIn() {
      return Nd4jEngine.isBuiltWithCuda();
    }
  };

  private final String id;

  EngineClass(String id) {
    this.id = id;
  }

  /** What jobs and configurations call it, such as {@code exact-1}. */
  public String id() {
    return id;
  }

  /**
   * Starts an engine of this class; whoever starts it closes it.
   *
   * @param exact how {@code exact-1} is computed here
   * @throws EngineUnavailableException if this process cannot run the class
   */
  public abstract TrainingEngine open(ExactOptions exact);

  /**
   * Checks what can be known without an engine; one that starts may find more.
   *
   * @throws EngineUnavailableException if this process cannot run the class
   */
  void requireConditions() {}

  /** Whether this software was built with an engine of this class. */
  boolean isBuiltIn() {
    return true;
  }

  /** What jobs and configurations call the classes that this software was built with. */
  public static List<String> ids() {
    return Arrays.stream(values()).filter(EngineClass::isBuiltIn).map(EngineClass::id).toList();
  }

  /**
   * The class of a name.
   *
   * @throws IllegalArgumentException with a sentence, if this software has no engine of it
   */
  public static EngineClass of(String id) {
    return Arrays.stream(values())
        .filter(known -> known.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no engine class that this software has: %s"
                        .formatted(id, String.join(", ", ids()))));
  }
}
