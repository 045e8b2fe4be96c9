package io.lyceum.learner.training.exact;

/** A training of class {@code exact-1} that is taken step by step, whatever computes it. */
public interface SteppedTraining extends AutoCloseable {

  /**
   * Takes one step.
   *
   * @param scheduleStep position in the learning-rate schedule
   * @return the batch's mean loss in nats per token before the step; NaN if the gradients were not
   *     finite, and nothing changed
   */
  double step(TokenWindows batch, long scheduleStep);

  /** SHA-256 of all weights: little-endian fp32, tensors in order. */
  byte[] weightsDigest();

  @Override
  void close();
}
