package io.lyceum.authority;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import java.util.List;

/** The engine of a machine that has none: its class is configured nowhere, so nothing asks it. */
final class AbsentEngine implements TrainingEngine {

  @Override
  public String engineClass() {
    return "absent";
  }

  @Override
  public TrainingResult train(
      TrainingState state, Hyperparameters hyperparameters, List<Batch> batches, long step) {
    throw new UnsupportedOperationException("There is no engine here");
  }

  @Override
  public double evaluate(Tensors parameters, List<Batch> batches) {
    throw new UnsupportedOperationException("There is no engine here");
  }

  @Override
  public float[] nextTokenScores(Tensors parameters, byte[] tokens) {
    throw new UnsupportedOperationException("There is no engine here");
  }

  @Override
  public void close() {}
}
