package io.lyceum.learner.training;

import java.util.List;

/**
 * What a run of training steps gave.
 *
 * @param state the state after the last step
 * @param losses the loss of each step in order, in mean nats per token before its update; NaN where
 *     training diverged
 */
public record TrainingResult(TrainingState state, List<Double> losses) {

  /** Keeps an unmodifiable copy. */
  public TrainingResult {
    losses = List.copyOf(losses);
  }
}
