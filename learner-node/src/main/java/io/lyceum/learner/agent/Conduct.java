package io.lyceum.learner.agent;

import io.lyceum.genesis.config.Cheat;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingState;
import java.util.Optional;

/**
 * How a learner does the work of one proof: honestly, or in one of the ways to cheat that exist to
 * show that verification finds them. Depends on the proof's task alone, so work that is repeated
 * after a crash gives the same proof.
 */
public sealed interface Conduct permits HonestConduct, SkippingConduct, TamperingConduct {

  /**
   * Does a segment, after all before it.
   *
   * @param before the state of the checkpoint that the proof will hold
   */
  Segment segment(int index, TrainingState before, SegmentTrainer trainer);

  /**
   * The conduct for one proof.
   *
   * @param cheat empty for honest work
   * @param parentLoss the held-out loss of the version that the proof starts from
   */
  static Conduct of(Optional<Cheat> cheat, ProofTask task, Loss parentLoss) {
    if (cheat.isEmpty()) {
      return new HonestConduct();
    }
    return switch (cheat.get()) {
      case SKIP -> new SkippingConduct(task, parentLoss);
      case TAMPER -> new TamperingConduct(task);
    };
  }
}
