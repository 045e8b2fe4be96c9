package io.lyceum.learner.training.cuda;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.SteppedTraining;
import io.lyceum.learner.training.exact.TokenWindows;
import io.lyceum.learner.training.exact.WeightsDigest;

/** A model that is trained step by step on a device, which stays open when the training ends. */
public final class CudaTraining implements SteppedTraining {

  private final CudaModel model;
  private final Hyperparameters hyperparameters;
  private int step;

  private CudaTraining(CudaModel model, Hyperparameters hyperparameters) {
    this.model = model;
    this.hyperparameters = hyperparameters;
  }

  /** A training that begins with the specification's first weights. */
  public static CudaTraining begin(
      ModelSpecification specification,
      Hyperparameters training,
      Device device,
      CudaOptions options) {
    CudaModel model =
        new CudaModel(
            new CudaModel.Shape(specification, training.context(), training.batch(), true),
            device,
            options);
    try {
      model.begin(TrainingState.atProofStart(Tensors.initial(specification)));
      return new CudaTraining(model, training);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  @Override
  public double step(TokenWindows batch, long scheduleStep) {
    step++;
    return model.step(hyperparameters, batch, step, scheduleStep);
  }

  @Override
  public byte[] weightsDigest() {
    return WeightsDigest.of(model.weights());
  }

  @Override
  public void close() {
    model.close();
  }
}
