package io.lyceum.learner.training;

import io.lyceum.learner.model.Hyperparameters;

/**
 * The learning rate of a schedule's steps: a linear rise to the peak over the warm-up, half a
 * cosine down to the final rate at the schedule's end, and the final rate from there on. In {@code
 * StrictMath} doubles, so the same on every machine.
 */
public final class LearningRate {

  private final Hyperparameters hyperparameters;

  public LearningRate(Hyperparameters hyperparameters) {
    this.hyperparameters = hyperparameters;
  }

  /** The rate of a step, from 0. */
  public double at(long step) {
    int warmup = hyperparameters.warmupSteps();
    int end = hyperparameters.scheduleSteps();
    double peak = hyperparameters.peakRate();
    double last = hyperparameters.finalRate();
    if (step < warmup) {
      return peak * (step + 1) / warmup;
    }
    if (step >= end) {
      return last;
    }
    double progress = (double) (step - warmup) / (end - warmup);
    return last + (peak - last) * 0.5 * (1 + StrictMath.cos(Math.PI * progress));
  }
}
