package io.lyceum.learner.training;

import io.lyceum.learner.model.Tensors;

/** Computes the whole window again for each token. */
final class WindowScorer implements TextScorer {

  private final TrainingEngine engine;
  private final Tensors parameters;
  private final GrowingWindow window;

  WindowScorer(TrainingEngine engine, Tensors parameters) {
    this.engine = engine;
    this.parameters = parameters;
    this.window = new GrowingWindow(parameters.specification());
  }

  @Override
  public float[] append(byte... tokens) {
    window.append(tokens);
    return engine.nextTokenScores(parameters, window.tokens());
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
