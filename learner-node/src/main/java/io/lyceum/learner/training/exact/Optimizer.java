package io.lyceum.learner.training.exact;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.TensorDescription;
import io.lyceum.learner.training.LearningRate;
import java.util.ArrayList;
import java.util.List;

/**
 * AdamW with clipping by the global norm. The norm is the root of the sum of squares: within blocks
 * of 4096 elements of a tensor lane sums in fp32, over blocks and tensors in order in double.
 */
final class Optimizer {

  private static final int BLOCK = 4096;

  private record Part(int tensor, int from, int to) {}

  private final Hyperparameters hyperparameters;
  private final LearningRate learningRate;
  private final List<TensorDescription> descriptions;
  private final List<Tensor> tensors;
  private final float[][] firstMoments;
  private final float[][] secondMoments;
  private final List<Part> parts = new ArrayList<>();
  private final float[] squares;
  private final Operation norm;
  private final Operation update;
  private AdamWStep forMatrices;
  private AdamWStep forGains;
  private int step;

  /**
   * @param step steps since the moments were zero
   */
  Optimizer(
      Hyperparameters hyperparameters,
      List<TensorDescription> descriptions,
      List<Tensor> tensors,
      float[][] firstMoments,
      float[][] secondMoments,
      int step) {
    this.hyperparameters = hyperparameters;
    this.learningRate = new LearningRate(hyperparameters);
    this.descriptions = descriptions;
    this.tensors = tensors;
    this.firstMoments = firstMoments;
    this.secondMoments = secondMoments;
    this.step = step;
    for (int t = 0; t < tensors.size(); t++) {
      int size = tensors.get(t).values().length;
      for (int from = 0; from < size; from += BLOCK) {
        parts.add(new Part(t, from, Math.min(size, from + BLOCK)));
      }
    }
    this.squares = new float[parts.size()];
    this.norm = Operations.of(parts::size, this::square);
    this.update = Operations.of(parts::size, this::update);
  }

  /** Steps since the moments were zero. */
  int step() {
    return step;
  }

  /**
   * Takes one step; gradients that are not finite change nothing but the count of steps.
   *
   * @param scheduleStep position in the learning-rate schedule
   * @return whether they were finite
   */
  boolean step(long scheduleStep, Workers workers) {
    step++;
    workers.run(norm);
    double sum = 0;
    for (float square : squares) {
      sum += square;
    }
    double length = Math.sqrt(sum);
    if (!Double.isFinite(length)) {
      return false;
    }
    double rate = learningRate.at(scheduleStep);
    forMatrices = AdamWStep.of(hyperparameters, step, length, rate, true);
    forGains = AdamWStep.of(hyperparameters, step, length, rate, false);
    workers.run(update);
    return true;
  }

  private void square(int index, Worker worker) {
    Part part = parts.get(index);
    float[] gradients = tensors.get(part.tensor()).gradients();
    squares[index] =
        worker
            .kernels()
            .dot(gradients, part.from(), gradients, part.from(), part.to() - part.from());
  }

  private void update(int index, Worker worker) {
    Part part = parts.get(index);
    int t = part.tensor();
    Tensor tensor = tensors.get(t);
    worker
        .kernels()
        .adamW(
            descriptions.get(t).decayed() ? forMatrices : forGains,
            tensor.values(),
            firstMoments[t],
            secondMoments[t],
            tensor.gradients(),
            part.from(),
            part.to());
  }
}
