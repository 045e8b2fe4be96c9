package io.lyceum.learner.engine;

import io.lyceum.learner.training.TrainingEngine;
import java.util.function.Supplier;

/**
 * Where an engine comes from when it is needed for the first time.
 *
 * @param engineClass the class that it is of
 * @param start starts it; called once, and may throw {@link
 *     io.lyceum.learner.training.EngineUnavailableException}
 */
record EngineSource(String engineClass, Supplier<TrainingEngine> start) {

  /** An engine that runs already. */
  static EngineSource of(TrainingEngine engine) {
    return new EngineSource(engine.engineClass(), () -> engine);
  }
}
