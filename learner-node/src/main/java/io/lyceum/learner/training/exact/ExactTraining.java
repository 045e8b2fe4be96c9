package io.lyceum.learner.training.exact;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.TensorDescription;
import io.lyceum.learner.model.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A model that is trained step by step, where its weights lie. After the first step it allocates
 * nothing. For use by one thread at a time, which is one of those that compute.
 */
public final class ExactTraining implements AutoCloseable {

  private final Network network;
  private final Workers workers;
  private final Optimizer optimizer;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

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

  /**
   * Takes one step.
   *
   * @param scheduleStep position in the learning-rate schedule
   * @return the batch's mean loss in nats per token before the step; NaN if the gradients were not
   *     finite, and nothing changed
   */
  public double step(TokenWindows batch, long scheduleStep) {
    double loss = network.gradients(batch, workers);
    if (!optimizer.step(scheduleStep, workers)) {
      return Double.NaN;
    }
    network.layOut(workers);
    return loss;
  }

  /** SHA-256 of all weights: little-endian fp32, tensors in order. */
  public byte[] weightsDigest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Tensor tensor : network.tensors()) {
        for (float value : tensor.values()) {
          if (!bytes.hasRemaining()) {
            digest.update(bytes.flip());
            bytes.clear();
          }
          bytes.putFloat(value);
        }
      }
      digest.update(bytes.flip());
      bytes.clear();
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    workers.close();
  }
}
