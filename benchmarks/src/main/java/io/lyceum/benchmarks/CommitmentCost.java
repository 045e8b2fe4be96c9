package io.lyceum.benchmarks;

import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.ExactTraining;
import io.lyceum.learner.training.exact.SelfTestModel;

/**
 * What a proof costs beside its training: the root of the checkpoint after each segment. Prints it
 * for the self-test's models as a share of a segment of exact-1, in processor time of one thread.
 */
public final class CommitmentCost {

  /** The steps of a segment of the jobs that the command makes. */
  private static final int SEGMENT = 50;

  private static final int ROOTS = 3;

  private CommitmentCost() {}

  /** Runs the measurement; it takes a minute or two, most of it for one step of the small model. */
  public static void main(String[] arguments) {
    step(SelfTestModel.TINY, 20);
    tell(SelfTestModel.TINY, step(SelfTestModel.TINY, 10));
    tell(SelfTestModel.SMALL, step(SelfTestModel.SMALL, 1));
  }

  /** Seconds of a step. */
  private static double step(SelfTestModel model, int steps) {
    try (ExactTraining training =
        ExactTraining.begin(model.specification(), model.training(), ExactOptions.DEFAULT)) {
      return ProcessorTime.ofThread(
              () -> {
                for (int i = 0; i < steps; i++) {
                  training.step(model.batch(i), i);
                }
              })
          / steps;
    }
  }

  private static void tell(SelfTestModel model, double step) {
    TrainingState state = TrainingState.atProofStart(Tensors.initial(model.specification()));
    double root = ProcessorTime.ofThread(() -> Checkpoint.of(state));
    for (int i = 1; i < ROOTS; i++) {
      root = Math.min(root, ProcessorTime.ofThread(() -> Checkpoint.of(state)));
    }
    System.out.printf(
        "%s: a step %.3f s, a checkpoint's root %.3f s, %.2f %% of a segment of %d steps%n",
        model, step, root, 100 * root / (SEGMENT * step), SEGMENT);
  }
}
