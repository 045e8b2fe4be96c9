package io.lyceum.learner.training.exact;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.TensorDescription;
import io.lyceum.learner.model.Tensors;
import java.util.List;

/**
 * A model that is trained step by step, where its weights lie. After the first step it allocates
 * nothing. For use by one thread at a time, which is one of those that compute.
 */
public final class ExactTraining implements SteppedTraining {

  private final Network network;
  private final Workers workers;
  private final Optimizer optimizer;

  /** Goes on from what the network and the moments hold. */
  ExactTraining(Network network, Workers workers, Optimizer optimizer) {
    this.network = network;
    this.workers = workers;
    this.optimizer = optimizer;
  }

  /** A training that begins with the specification's first weights. */
  public static ExactTraining begin(
      ModelSpecification model, Hyperparameters training, ExactOptions options) {
    Dimensions dimensions = Dimensions.of(model, training.context());
    Network network = new Network(model, training.context(), options);
    Workers workers = Workers.of(options.threads(), dimensions, options.kernels());
    network.load(Tensors.initial(model), workers);
    List<TensorDescription> descriptions = model.tensors();
    return new ExactTraining(
        network,
        workers,
        new Optimizer(
            training,
            descriptions,
            network.tensors(),
            zeros(descriptions),
            zeros(descriptions),
            0));
  }

  private static float[][] zeros(List<TensorDescription> descriptions) {
    return descriptions.stream()
        .map(description -> new float[description.size()])
        .toArray(float[][]::new);
  }

  @Override
  public double step(TokenWindows batch, long scheduleStep) {
    double loss = network.gradients(batch, workers);
    if (!optimizer.step(scheduleStep, workers)) {
      return Double.NaN;
    }
    network.layOut(workers);
    return loss;
  }

  @Override
  public byte[] weightsDigest() {
    return WeightsDigest.of(network.tensors().stream().map(Tensor::values).toList());
  }

  @Override
  public void close() {
    workers.close();
  }
}
