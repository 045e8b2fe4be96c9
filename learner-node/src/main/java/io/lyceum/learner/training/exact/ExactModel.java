package io.lyceum.learner.training.exact;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import java.util.ArrayList;
import java.util.List;

/**
 * A model in memory, for windows of one length: trained, evaluated or asked for scores, again and
 * again without allocating. For use by one thread at a time.
 */
final class ExactModel implements AutoCloseable {

  /**
   * What a model is laid out for.
   *
   * @param context tokens of a window
   */
  record Shape(ModelSpecification specification, int context) {}

  private final Shape shape;
  private final Network network;
  private final Workers workers;
  private Tensors loaded;

  ExactModel(Shape shape, ExactOptions options) {
    this.shape = shape;
    Dimensions dimensions = Dimensions.of(shape.specification(), shape.context());
    this.workers = Workers.of(options.threads(), dimensions, options.kernels());
    this.network = new Network(shape.specification(), shape.context(), options);
  }

  Shape shape() {
    return shape;
  }

  /** Takes a step for each batch. */
  TrainingResult train(
      TrainingState state,
      Hyperparameters hyperparameters,
      List<? extends TokenWindows> batches,
      long scheduleStep) {
    load(state.parameters());
    loaded = null;
    float[][] firstMoments = state.firstMoments().copies();
    float[][] secondMoments = state.secondMoments().copies();
    Optimizer optimizer =
        new Optimizer(
            hyperparameters,
            shape.specification().tensors(),
            network.tensors(),
            firstMoments,
            secondMoments,
            state.step());
    ExactTraining training = new ExactTraining(network, workers, optimizer);
    List<Double> losses = new ArrayList<>(batches.size());
    for (int i = 0; i < batches.size(); i++) {
      losses.add(training.step(batches.get(i), scheduleStep + i));
    }
    return new TrainingResult(
        new TrainingState(
            parameters(),
            Tensors.of(shape.specification(), List.of(firstMoments)),
            Tensors.of(shape.specification(), List.of(secondMoments)),
            optimizer.step()),
        losses);
  }

  private Tensors parameters() {
    return Tensors.of(
        shape.specification(), network.tensors().stream().map(Tensor::values).toList());
  }

  /** The mean loss of a batch. */
  double loss(Tensors parameters, TokenWindows batch) {
    load(parameters);
    return network.loss(batch, workers);
  }

  /** The scores of all tokens to follow a text, which is not longer than the context. */
  float[] scores(Tensors parameters, byte[] text) {
    load(parameters);
    return network.scores(TokenWindows.of(text, shape.context()), text.length - 1, workers);
  }

  private void load(Tensors parameters) {
    if (parameters == loaded) {
      return;
    }
    network.load(parameters, workers);
    loaded = parameters;
  }

  @Override
  public void close() {
    workers.close();
  }
}
