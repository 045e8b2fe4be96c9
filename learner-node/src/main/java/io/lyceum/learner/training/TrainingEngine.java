package io.lyceum.learner.training;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import java.util.Arrays;
import java.util.List;

/**
 * Arithmetic of one engine class: the same input gives the same bits on every machine of the class.
 * An engine is safe for use by several threads at once.
 */
public interface TrainingEngine extends AutoCloseable {

  /** The engine class as jobs name it, such as {@code nd4j-cpu-avx2-1}. */
  String engineClass();

  /** The state from which the first proof of a model begins. */
  default TrainingState initialState(ModelSpecification specification) {
    return TrainingState.atProofStart(Tensors.initial(specification));
  }

  /**
   * Takes one optimizer step for each batch.
   *
   * @param state where to begin; not changed
   * @param batches one for each step, all of one shape
   * @param scheduleStep position of the first step in the job's learning-rate schedule
   * @throws IllegalArgumentException if there is no batch, or a batch does not fit the model
   */
  TrainingResult train(
      TrainingState state, Hyperparameters hyperparameters, List<Batch> batches, long scheduleStep);

  /**
   * The mean of the batches' losses, in nats per token, summed in double in batch order.
   *
   * @return NaN or infinite if the model has diverged
   * @throws IllegalArgumentException if there is no batch, or a batch does not fit the model
   */
  double evaluate(Tensors parameters, List<Batch> batches);

  /**
   * The scores (logits) of every token to follow a text.
   *
   * @param tokens at least one token; only the last {@code context} of them count
   * @return one score for each token of the vocabulary
   * @throws IllegalArgumentException if there is no token
   */
  float[] nextTokenScores(Tensors parameters, byte[] tokens);

  /**
   * Scores what may follow a text token by token. Whoever asks closes it, before the engine; a
   * scorer that keeps nothing between tokens computes the window again for each.
   */
  default TextScorer scorer(Tensors parameters) {
    return new WindowScorer(this, parameters);
  }

  /**
   * The part of a text that a model sees.
   *
   * @throws IllegalArgumentException if there is no token
   */
  static byte[] window(ModelSpecification specification, byte[] tokens) {
    if (tokens.length == 0) {
      throw new IllegalArgumentException("There is no token to continue");
    }
    int from = Math.max(0, tokens.length - specification.context());
    return Arrays.copyOfRange(tokens, from, tokens.length);
  }

  /** Frees what the engine holds; calls that follow fail. */
  @Override
  void close();
}
