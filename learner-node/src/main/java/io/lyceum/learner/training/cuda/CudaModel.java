package io.lyceum.learner.training.cuda;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.Dimensions;
import io.lyceum.learner.training.exact.TokenWindows;
import java.util.ArrayList;
import java.util.List;

/**
 * A model in a device's memory, for batches of one shape: trained, evaluated or asked for scores,
 * again and again without allocating. For use by one thread at a time.
 */
final class CudaModel implements AutoCloseable {

  /**
   * What a model is laid out for.
   *
   * @param context tokens of a window
   * @param windows of a batch
   * @param training whether it is trained, or else only asked
   */
  record Shape(ModelSpecification specification, int context, int windows, boolean training) {}

  private final Shape shape;
  private final Workspace workspace;
  private final Launcher launcher;
  private final Parameters parameters;
  private final Network network;
  private final Optimizer optimizer;
  private Tensors loaded;

  /**
   * @throws CudaException if the device has not enough memory
   */
  CudaModel(Shape shape, Device device, CudaOptions options) {
    this.shape = shape;
    this.workspace = new Workspace(device);
    this.launcher = new Launcher(device);
    try {
      ModelSpecification model = shape.specification();
      Dimensions dimensions = Dimensions.of(model, shape.context());
      this.parameters = Parameters.of(new ParameterLayout(dimensions), shape.training(), workspace);
      this.network =
          new Network(model, dimensions, shape.windows(), parameters, options, launcher, workspace);
      this.optimizer = shape.training() ? new Optimizer(parameters, launcher, workspace) : null;
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  Shape shape() {
    return shape;
  }

  /**
   * Takes a step for each batch.
   *
   * @param beforeStep runs before each of them; what it throws ends the training
   */
  TrainingResult train(
      TrainingState state,
      Hyperparameters hyperparameters,
      List<? extends TokenWindows> batches,
      long scheduleStep,
      Runnable beforeStep) {
    begin(state);
    List<Double> losses = new ArrayList<>(batches.size());
    for (int i = 0; i < batches.size(); i++) {
      beforeStep.run();
      losses.add(step(hyperparameters, batches.get(i), state.step() + i + 1, scheduleStep + i));
    }
    return new TrainingResult(
        new TrainingState(
            tensors(parameters.weights()),
            tensors(parameters.firstMoments()),
            tensors(parameters.secondMoments()),
            state.step() + batches.size()),
        losses);
  }

  /** Takes copies of weights and moments. */
  void begin(TrainingState state) {
    ParameterLayout layout = parameters.layout();
    loaded = null;
    layout.put(state.parameters(), parameters.weights());
    layout.put(state.firstMoments(), parameters.firstMoments());
    layout.put(state.secondMoments(), parameters.secondMoments());
  }

  /**
   * Takes one step.
   *
   * @param step steps since the moments were zero, this one included
   * @param scheduleStep position in the learning-rate schedule
   * @return the batch's mean loss in nats per token before the step; NaN if the gradients were not
   *     finite, and nothing changed
   */
  double step(Hyperparameters hyperparameters, TokenWindows batch, int step, long scheduleStep) {
    network.gradients(batch);
    return optimizer.step(hyperparameters, step, scheduleStep)
        ? network.meanLoss(batch)
        : Double.NaN;
  }

  /** Brings the weights back, as one array for each tensor. */
  List<float[]> weights() {
    return parameters.layout().get(parameters.weights());
  }

  private Tensors tensors(DeviceMemory memory) {
    return Tensors.of(shape.specification(), parameters.layout().get(memory));
  }

  /** The mean loss of a batch. */
  double loss(Tensors weights, TokenWindows batch) {
    load(weights);
    return network.loss(batch);
  }

  /** The scores of all tokens to follow a text, which is not longer than the context. */
  float[] scores(Tensors weights, byte[] text) {
    load(weights);
    return network.scores(TokenWindows.of(text, shape.context()), text.length - 1);
  }

  private void load(Tensors weights) {
    if (weights == loaded) {
      return;
    }
    parameters.layout().put(weights, parameters.weights());
    loaded = weights;
  }

  @Override
  public void close() {
    try {
      workspace.close();
    } finally {
      launcher.close();
    }
  }
}
