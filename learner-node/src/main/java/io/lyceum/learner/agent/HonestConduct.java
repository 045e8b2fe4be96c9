package io.lyceum.learner.agent;

import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingState;

/** Trains every segment. */
final class HonestConduct implements Conduct {

  @Override
  public Segment segment(int index, TrainingState before, SegmentTrainer trainer) {
    return trainer.train(index, before);
  }
}
