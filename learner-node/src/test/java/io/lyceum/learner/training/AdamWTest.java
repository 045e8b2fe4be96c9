package io.lyceum.learner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.TensorDescription;
import io.lyceum.learner.model.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdamWTest {

  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 4, 2, 1, 4, 4, 256, 3, 0.1, 10_000, 1e-5);
  private static final Hyperparameters TRAINING =
      new Hyperparameters(1, 4, 0.01, 0.001, 3, 20, 0.9, 0.95, 1e-8, 0.2, 1, 1);

  @Test
  void followsTheTextbookInDouble() {
    Tensors initial = Tensors.initial(MODEL);
    AdamW optimizer = new AdamW(TRAINING, TrainingState.atProofStart(initial));
    double[][] w = doubles(initial);
    double[][] m = doubles(Tensors.zeros(MODEL));
    double[][] v = doubles(Tensors.zeros(MODEL));
    for (int step = 1; step <= 12; step++) {
      float[][] g = gradients(step);
      optimizer.step(g, step - 1);
      double sum = 0;
      for (float[] tensor : g) {
        for (float value : tensor) {
          sum += (double) value * value;
        }
      }
      double clip = Math.min(1, TRAINING.clipNorm() / Math.sqrt(sum));
      double rate = new LearningRate(TRAINING).at(step - 1);
      List<TensorDescription> tensors = MODEL.tensors();
      for (int t = 0; t < w.length; t++) {
        double decay = tensors.get(t).decayed() ? TRAINING.weightDecay() : 0;
        for (int i = 0; i < w[t].length; i++) {
          double gradient = g[t][i] * clip;
          m[t][i] = 0.9 * m[t][i] + 0.1 * gradient;
          v[t][i] = 0.95 * v[t][i] + 0.05 * gradient * gradient;
          double mean = m[t][i] / (1 - Math.pow(0.9, step));
          double root = Math.sqrt(v[t][i] / (1 - Math.pow(0.95, step)));
          w[t][i] -= rate * (mean / (root + 1e-8) + decay * w[t][i]);
        }
      }
    }
    Tensors result = optimizer.state().parameters();
    for (int t = 0; t < w.length; t++) {
      float[] values = result.copy(t);
      for (int i = 0; i < values.length; i++) {
        assertThat((double) values[i]).isCloseTo(w[t][i], within(2e-6));
      }
    }
  }

  @Test
  void gradientsThatAreNotFiniteChangeNothing() {
    TrainingState start = TrainingState.atProofStart(Tensors.initial(MODEL));
    AdamW optimizer = new AdamW(TRAINING, start);
    float[][] gradients = gradients(1);
    gradients[2][3] = Float.NaN;
    assertThat(optimizer.step(gradients, 0)).isFalse();
    assertThat(optimizer.state().parameters()).isEqualTo(start.parameters());
    assertThat(optimizer.state().firstMoments()).isEqualTo(start.firstMoments());
    assertThat(optimizer.state().step()).isEqualTo(1);
  }

  @Test
  void doesNotTouchTheStateItBeganAt() {
    TrainingState start = TrainingState.atProofStart(Tensors.initial(MODEL));
    new AdamW(TRAINING, start).step(gradients(1), 0);
    assertThat(start.parameters()).isEqualTo(Tensors.initial(MODEL));
    assertThat(start.firstMoments()).isEqualTo(Tensors.zeros(MODEL));
  }

  @Test
  void theRateRisesToThePeakAndFallsToTheFinalRate() {
    LearningRate rate = new LearningRate(TRAINING);
    assertThat(rate.at(0)).isCloseTo(0.01 / 3, within(1e-12));
    assertThat(rate.at(2)).isCloseTo(0.01, within(1e-12));
    assertThat(rate.at(3)).isCloseTo(0.01, within(1e-12));
    assertThat(rate.at(10)).isBetween(0.005, 0.008);
    assertThat(rate.at(20)).isEqualTo(0.001);
    assertThat(rate.at(Long.MAX_VALUE / 2)).isEqualTo(0.001);
  }

  private static float[][] gradients(int step) {
    float[][] gradients = Tensors.zeros(MODEL).copies();
    for (int t = 0; t < gradients.length; t++) {
      for (int i = 0; i < gradients[t].length; i++) {
        gradients[t][i] = (float) Math.sin(step * 1.7 + t * 0.3 + i * 0.11) * (step % 3 + 0.01f);
      }
    }
    return gradients;
  }

  private static double[][] doubles(Tensors tensors) {
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
}
