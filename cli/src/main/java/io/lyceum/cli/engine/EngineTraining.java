package io.lyceum.cli.engine;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.SelfTestModel;
import io.lyceum.learner.training.exact.SteppedTraining;
import io.lyceum.learner.training.exact.TokenWindows;
import io.lyceum.learner.training.exact.WeightsDigest;
import java.util.List;
import java.util.stream.IntStream;

/** The training of a model whose tokens are bytes, by an engine of any class. */
final class EngineTraining implements SteppedTraining {

  private final TrainingEngine engine;
  private final SelfTestModel model;
  private TrainingState state;

  /** A training that begins with the model's first weights; it closes the engine. */
  EngineTraining(TrainingEngine engine, SelfTestModel model) {
    this.engine = engine;
    this.model = model;
    this.state = engine.initialState(model.specification());
  }

  @Override
  public double step(TokenWindows windows, long scheduleStep) {
    TrainingResult result =
        engine.train(state, model.training(), List.of(bytes(windows)), scheduleStep);
    state = result.state();
    return result.losses().getFirst();
  }

  @Override
  public byte[] weightsDigest() {
    return WeightsDigest.of(
        IntStream.range(0, state.parameters().count()).mapToObj(state.parameters()::copy).toList());
  }

  @Override
  public void close() {
    engine.close();
  }

  private static Batch bytes(TokenWindows windows) {
    int row = windows.context() + 1;
    byte[] tokens = new byte[windows.windows() * row];
    for (int window = 0; window < windows.windows(); window++) {
      for (int position = 0; position < windows.context(); position++) {
        tokens[window * row + position] = (byte) windows.input(window, position);
      }
      tokens[window * row + windows.context()] =
          (byte) windows.target(window, windows.context() - 1);
    }
    return new Batch(windows.windows(), windows.context(), tokens);
  }
}
