package io.lyceum.learner.training;

/**
 * A segment of training: from one checkpoint to the next.
 *
 * @param index from 0
 * @param before the state at its begin
 * @param after the state at its end
 * @param meanLoss mean loss of its steps in nats per token, summed in double in step order
 */
public record Segment(int index, TrainingState before, TrainingState after, double meanLoss) {}
