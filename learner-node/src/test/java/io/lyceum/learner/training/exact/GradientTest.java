package io.lyceum.learner.training.exact;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class GradientTest {

  private static final double TOLERANCE = 1e-5;

  /** The clip is so far away that the first moments are the gradients, but for their factor. */
  private static final Hyperparameters UNCLIPPED =
      new Hyperparameters(5, 32, 1e-6, 1e-6, 0, 1, 0.9, 0.99, 1e-8, 0, 1e6, 1);

  private static final double FIRST_MOMENTS = 0.1f;
  private static final int DIRECTIONS = 3;

  private static Tensors moments(TrainingEngine engine) {
    TrainingResult result =
        engine.train(
            engine.initialState(TestModels.MODEL), UNCLIPPED, TestModels.batches(UNCLIPPED, 1), 0);
    return result.state().firstMoments();
  }

  /** The measure is {@code ‖ours − theirs‖ / ‖theirs‖} of each tensor. */
  @Test
  void areThoseOfDeeplearning4j() {
    try (ExactEngine exact = new ExactEngine(ExactOptions.DEFAULT);
        Nd4jEngine deeplearning4j = new Nd4jEngine()) {
      Tensors ours = moments(exact);
      Tensors theirs = moments(deeplearning4j);
      for (int t = 0; t < ours.count(); t++) {
        float[] difference = ours.copy(t);
        float[] other = theirs.copy(t);
        for (int i = 0; i < difference.length; i++) {
          difference[i] -= other[i];
        }
        assertThat(length(difference) / length(other))
            .as(TestModels.MODEL.tensors().get(t).name())
            .isLessThan(TOLERANCE);
      }
    }
  }

  /**
   * Against a loss in double that shares nothing with the engine, tensor by tensor. Along a
   * direction r of normally distributed components the slope of the loss is the central difference
   * {@code (L(w + h·r) − L(w − h·r)) / 2h} with h = 1e-6, and by the gradient it is {@code g·r}. An
   * error e of the gradient shifts that by {@code e·r}, which is as large as {@code ‖e‖}: so {@code
   * |difference − g·r| / ‖g‖} measures the relative error of the gradient.
   */
  @Test
  void areTheSlopesOfALossInDouble() {
    Tensors start = Tensors.initial(TestModels.MODEL);
    TokenWindows batch = TokenWindows.of(TestModels.batches(UNCLIPPED, 1).getFirst());
    try (ExactEngine engine = new ExactEngine(ExactOptions.DEFAULT)) {
      assertThat(
              engine.evaluate(start, TestModels.batches(UNCLIPPED, 1))
                  / new DoubleModel(TestModels.MODEL, widened(start)).loss(batch))
          .isBetween(1 - 1e-6, 1 + 1e-6);
      Tensors moments = moments(engine);
      for (int t = 0; t < start.count(); t++) {
        float[] moment = moments.copy(t);
        Random random = new Random(t);
        for (int i = 0; i < DIRECTIONS; i++) {
          double[] direction =
              DoubleStream.generate(random::nextGaussian).limit(moment.length).toArray();
          double slope = 0;
          for (int j = 0; j < moment.length; j++) {
            slope += moment[j] / FIRST_MOMENTS * direction[j];
          }
          double h = 1e-6;
          double difference =
              (loss(start, t, direction, h, batch) - loss(start, t, direction, -h, batch))
                  / (2 * h);
          assertThat(Math.abs(difference - slope) / (length(moment) / FIRST_MOMENTS))
              .as(TestModels.MODEL.tensors().get(t).name())
              .isLessThan(TOLERANCE);
        }
      }
    }
  }

  private static double loss(
      Tensors start, int tensor, double[] direction, double step, TokenWindows batch) {
    double[][] moved = widened(start);
    for (int i = 0; i < direction.length; i++) {
      moved[tensor][i] += step * direction[i];
    }
    return new DoubleModel(TestModels.MODEL, moved).loss(batch);
  }

  private static double[][] widened(Tensors tensors) {
    double[][] result = new double[tensors.count()][];
    for (int t = 0; t < result.length; t++) {
      float[] values = tensors.copy(t);
      result[t] = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        result[t][i] = values[i];
      }
    }
    return result;
  }

  private static double length(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
