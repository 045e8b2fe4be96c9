package io.lyceum.learner.training.exact;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.BatchShape;
import io.lyceum.learner.training.IdlePool;
import io.lyceum.learner.training.TextScorer;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import java.util.List;
import java.util.function.Function;

/** The engine class {@code exact-1} on the processor: the same bits on every machine. */
public final class ExactEngine implements TrainingEngine {

  /** The class that this engine is of. */
  public static final String ENGINE_CLASS = "exact-1";

  /** A model for training, one for evaluation and one for text, for each core. */
  private static final int IDLE_MODELS_PER_CORE = 3;

  private final ExactOptions options;
  private final IdlePool<ExactModel.Shape, ExactModel> idle =
      new IdlePool<>(
          IDLE_MODELS_PER_CORE * Runtime.getRuntime().availableProcessors(),
          ExactModel::shape,
          ExactModel::close);
  private final IdlePool<ModelSpecification, Decoder> idleDecoders =
      new IdlePool<>(
          Runtime.getRuntime().availableProcessors(), Decoder::specification, decoder -> {});
  private volatile boolean closed;

  /** An engine that computes as the options say. */
  public ExactEngine(ExactOptions options) {
    this.options = options;
  }

  @Override
  public String engineClass() {
    return ENGINE_CLASS;
  }

  @Override
  public TrainingResult train(
      TrainingState state,
      Hyperparameters hyperparameters,
      List<Batch> batches,
      long scheduleStep) {
    return borrowing(
        state.specification(),
        BatchShape.of(state.specification(), batches).context(),
        model ->
            model.train(
                state,
                hyperparameters,
                batches.stream().map(TokenWindows::of).toList(),
                scheduleStep));
  }

  @Override
  public double evaluate(Tensors parameters, List<Batch> batches) {
    return borrowing(
        parameters.specification(),
        BatchShape.of(parameters.specification(), batches).context(),
        model -> {
          double sum = 0;
          for (Batch batch : batches) {
            sum += model.loss(parameters, TokenWindows.of(batch));
          }
          return sum / batches.size();
        });
  }

  @Override
  public float[] nextTokenScores(Tensors parameters, byte[] tokens) {
    ModelSpecification specification = parameters.specification();
    byte[] window = TrainingEngine.window(specification, tokens);
    return borrowing(
        specification, specification.context(), model -> model.scores(parameters, window));
  }

  @Override
  public TextScorer scorer(Tensors parameters) {
    return scorer(parameters, this);
  }

  /**
   * The same, where another engine computes the windows of texts that are longer than those.
   *
   * @param windows an engine of this class
   */
  public TextScorer scorer(Tensors parameters, TrainingEngine windows) {
    requireOpen();
    Decoder decoder =
        idleDecoders
            .take(parameters.specification())
            .orElseGet(() -> new Decoder(parameters.specification(), options.kernels().create()));
    decoder.begin(parameters);
    return new CachedScorer(
        decoder, window -> windows.nextTokenScores(parameters, window), this::giveBack);
  }

  private void giveBack(Decoder decoder) {
    idleDecoders.keep(decoder);
    if (closed) {
      idleDecoders.clear();
    }
  }

  @Override
  public void close() {
    closed = true;
    idle.clear();
    idleDecoders.clear();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The engine is closed");
    }
  }

  private <T> T borrowing(
      ModelSpecification specification, int context, Function<ExactModel, T> use) {
    requireOpen();
    ExactModel.Shape shape = new ExactModel.Shape(specification, context);
    ExactModel model = idle.take(shape).orElseGet(() -> new ExactModel(shape, options));
    try {
      T result = use.apply(model);
      idle.keep(model);
      if (closed) {
        idle.clear();
      }
      return result;
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }
}
