package io.lyceum.verification;

import io.lyceum.learner.job.Replay;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.training.TrainingState;
import java.util.List;
import java.util.function.Function;

/**
 * How far a claim may lie from a replay by another arithmetic. For each tensor of the parameters
 * and of both moments, with L2 norms in double,
 *
 * <pre>
 * ‖claimed − replayed‖ ≤ ε · ‖replayed − before‖
 * </pre>
 *
 * <p>Measured by how far the segment moved the tensor, not by its size: a segment moves weights by
 * little, so a bound on the weights alone would let through one that was never trained. The bound
 * holds for each tensor by itself, so that no large one hides what was done to a small one, and for
 * the moments too, since the next segment is trained from them, for which {@link UpdateBound} says
 * more. A tensor that the replay did not move must be claimed unmoved. Nothing that is not finite
 * is within any bound.
 *
 * @param epsilon ε of the job
 */
record ReplayBound(double epsilon) {

  /**
   * The largest difference of a held-out loss, as a part of it. Both engines evaluate the same
   * weights, so nothing has grown but the rounding of one forward pass: 3e-7 at most between
   * exact-1 and nd4j-cpu-avx2-1 on the starter's model. Thirty times that is still far less than
   * any improvement that is worth its pay.
   */
  private static final double EVALUATION_TOLERANCE = 1e-5;

  private static final List<Function<TrainingState, Tensors>> PARTS =
      List.of(TrainingState::parameters, TrainingState::firstMoments, TrainingState::secondMoments);

  static ReplayBound of(Replay.Bounded replay) {
    return new ReplayBound(replay.epsilon());
  }

  /** Whether a claimed state is near enough to the replayed one; all three are of one model. */
  boolean admits(TrainingState before, TrainingState replayed, TrainingState claimed) {
    for (Function<TrainingState, Tensors> part : PARTS) {
      Tensors start = part.apply(before);
      Tensors end = part.apply(replayed);
      Tensors claim = part.apply(claimed);
      for (int i = 0; i < end.count(); i++) {
        float[] reached = end.copy(i);
        double deviation = distance(claim.copy(i), reached);
        double movement = distance(reached, start.copy(i));
        // False if either is NaN; an infinite movement would admit anything.
        if (!(deviation <= epsilon * movement) || Double.isInfinite(movement)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Whether a segment's claimed training loss is near enough to the replayed one: within the same
   * part ε of it. Nothing is paid for it, it only may not be made up; the tensors tell whether the
   * segment was trained.
   */
  boolean admits(Loss replayed, Loss claimed) {
    return near(replayed, claimed, epsilon);
  }

  /** Whether a claimed held-out loss is near enough to the one that was evaluated here. */
  static boolean admitsEvaluation(Loss evaluated, Loss claimed) {
    return near(evaluated, claimed, EVALUATION_TOLERANCE);
  }

  /** A loss that has diverged is near only to another one. */
  private static boolean near(Loss expected, Loss claimed, double tolerance) {
    return claimed.equals(expected)
        || Math.abs(claimed.nats() - expected.nats()) <= tolerance * expected.nats();
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
