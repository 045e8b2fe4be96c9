package io.lyceum.learner.training.exact;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GradientTest {

  /** The clip is so far away that the first moments are the gradients, but for their factor. */
  private static final Hyperparameters UNCLIPPED =
      new Hyperparameters(5, 32, 1e-6, 1e-6, 0, 1, 0.9, 0.99, 1e-8, 0, 1e6, 1);

  private static Tensors gradients(TrainingEngine engine) {
    TrainingResult result =
        engine.train(
            engine.initialState(TestModels.MODEL), UNCLIPPED, TestModels.batches(UNCLIPPED, 1), 0);
    return result.state().firstMoments();
  }

  @Test
  void areThoseOfDeeplearning4j() {
    try (ExactEngine exact = new ExactEngine(ExactOptions.DEFAULT);
        Nd4jEngine deeplearning4j = new Nd4jEngine()) {
      Tensors ours = gradients(exact);
      Tensors theirs = gradients(deeplearning4j);
      for (int t = 0; t < ours.count(); t++) {
        assertThat(distance(ours.copy(t), theirs.copy(t)))
            .as(TestModels.MODEL.tensors().get(t).name())
            .isLessThan(1e-5);
      }
    }
  }

  /** {@code ‖a − b‖ / ‖b‖} in double. */
  private static double distance(float[] a, float[] b) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < a.length; i++) {
      difference += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
      length += (double) b[i] * b[i];
    }
    return Math.sqrt(difference / length);
  }

  /**
   * Along random directions the loss changes as the gradient says. The differences are of losses
   * that are computed in fp32, so a step is wide and the bound is loose; the comparison with
   * Deeplearning4j, whose gradients are checked in double, is the sharp one.
   */
  @Test
  void agreeWithDifferencesOfTheLoss() {
    try (ExactEngine engine = new ExactEngine(ExactOptions.DEFAULT)) {
      Tensors start = Tensors.initial(TestModels.MODEL);
      Tensors moments = gradients(engine);
      for (int t = 0; t < start.count(); t++) {
        float[] direction = new float[start.copy(t).length];
        Random random = new Random(t);
        for (int i = 0; i < direction.length; i++) {
          direction[i] = (float) random.nextGaussian();
        }
        double slope = 0;
        float[] moment = moments.copy(t);
        for (int i = 0; i < moment.length; i++) {
          slope += moment[i] * 10.0 * direction[i];
        }
        double step = 1e-3;
        double difference =
            (loss(engine, start, t, direction, step) - loss(engine, start, t, direction, -step))
                / (2 * step);
        assertThat(Math.abs(difference - slope))
            .as(TestModels.MODEL.tensors().get(t).name())
            .isLessThan(2e-3 + 2e-2 * Math.abs(slope));
      }
    }
  }

  private static double loss(
      ExactEngine engine, Tensors start, int tensor, float[] direction, double step) {
    float[][] moved = start.copies();
    for (int i = 0; i < direction.length; i++) {
      moved[tensor][i] += (float) (step * direction[i]);
    }
    return engine.evaluate(
        Tensors.of(TestModels.MODEL, Arrays.asList(moved)),
        List.copyOf(TestModels.batches(UNCLIPPED, 1)));
  }
}
