package io.lyceum.learner.training;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.TensorDescription;
import io.lyceum.learner.model.Tensors;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter 2019) with clipping by the global norm, in plain Java: strict IEEE
 * arithmetic in one stated order, so the same bits on every machine that is given the same
 * gradients.
 *
 * <p>The norm is the root of the sum of squares in double, tensors in order, elements ascending; if
 * it is above the limit c, each gradient is multiplied by the fp32 number {@code c / norm}. Then in
 * fp32, with t the number of steps since the moments were zero, counted from 1, and decay d for
 * matrices only:
 *
 * <pre>
 * m = β1·m + (1-β1)·g        v = β2·v + ((1-β2)·g)·g
 * w = w - (rate / (1-β1^t)) · m / (√v · (1 / √(1-β2^t)) + ε) - (rate·d)·w
 * </pre>
 *
 * <p>Every factor that does not depend on an element is computed in double and rounded once. A step
 * whose gradients are not finite changes nothing but the count of steps.
 */
public final class AdamW {

  private final Hyperparameters hyperparameters;
  private final LearningRate learningRate;
  private final List<TensorDescription> tensors;
  private final float[][] parameters;
  private final float[][] firstMoments;
  private final float[][] secondMoments;
  private final ModelSpecification specification;
  private int step;

  /** Begins at a state, of which it takes copies. */
  public AdamW(Hyperparameters hyperparameters, TrainingState state) {
    this.hyperparameters = hyperparameters;
    this.learningRate = new LearningRate(hyperparameters);
    this.specification = state.specification();
    this.tensors = specification.tensors();
    this.parameters = state.parameters().copies();
    this.firstMoments = state.firstMoments().copies();
    this.secondMoments = state.secondMoments().copies();
    this.step = state.step();
  }

  /** The parameters as they stand, one array for each tensor; they change with each step. */
  public float[][] parameters() {
    return parameters;
  }

  /** A copy of the state. */
  public TrainingState state() {
    return new TrainingState(
        Tensors.of(specification, List.of(parameters)),
        Tensors.of(specification, List.of(firstMoments)),
        Tensors.of(specification, List.of(secondMoments)),
        step);
  }

  /**
   * Takes one step.
   *
   * @param gradients one array for each tensor
   * @param scheduleStep position in the learning-rate schedule
   * @return whether the gradients were finite
   */
  public boolean step(float[][] gradients, long scheduleStep) {
    step++;
    double norm = norm(gradients);
    if (!Double.isFinite(norm)) {
      return false;
    }
    float clip =
        norm > hyperparameters.clipNorm() ? (float) (hyperparameters.clipNorm() / norm) : 1f;
    double rate = learningRate.at(scheduleStep);
    float stepSize = (float) (rate / (1 - StrictMath.pow(hyperparameters.beta1(), step)));
    float rootScale = (float) (1 / Math.sqrt(1 - StrictMath.pow(hyperparameters.beta2(), step)));
    for (int t = 0; t < parameters.length; t++) {
      float decay = tensors.get(t).decayed() ? (float) (rate * hyperparameters.weightDecay()) : 0f;
      update(t, gradients[t], clip, stepSize, rootScale, decay);
    }
    return true;
  }

  private void update(
      int tensor, float[] gradient, float clip, float stepSize, float rootScale, float decay) {
    float beta1 = (float) hyperparameters.beta1();
    float beta2 = (float) hyperparameters.beta2();
    float rest1 = (float) (1 - hyperparameters.beta1());
    float rest2 = (float) (1 - hyperparameters.beta2());
    float epsilon = (float) hyperparameters.epsilon();
    float[] w = parameters[tensor];
    float[] m = firstMoments[tensor];
    float[] v = secondMoments[tensor];
    for (int i = 0; i < w.length; i++) {
      float g = gradient[i] * clip;
      m[i] = beta1 * m[i] + rest1 * g;
      v[i] = beta2 * v[i] + rest2 * g * g;
      float root = (float) Math.sqrt(v[i]) * rootScale + epsilon;
      w[i] = w[i] - stepSize * m[i] / root - decay * w[i];
    }
  }

  private static double norm(float[][] gradients) {
    double sum = 0;
    for (float[] tensor : gradients) {
      for (float value : tensor) {
        sum += (double) value * value;
      }
    }
    return Math.sqrt(sum);
  }
}
