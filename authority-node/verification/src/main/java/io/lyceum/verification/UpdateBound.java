package io.lyceum.verification;

import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.Replay;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingState;

/**
 * How far that which AdamW will do with claimed moments may lie from what it will do with replayed
 * ones. A tensor's norm tells nothing of that: weights move by m/√v element by element, so where v
 * is small next to the norm of its tensor, a change of m or v that the norm does not show throws a
 * weight anywhere, and the next segment replays it honestly. So for each tensor of n elements, with
 * s the divisor of an element in the next step and u its update there if the gradient were zero,
 * both to a factor that is the same for all,
 *
 * <pre>
 * s = √v / √(1-β2^t) + ε_AdamW        u = m / s
 * ‖u_claimed − u_replayed‖ ≤ ε · ‖u_replayed‖
 * ‖ln s_claimed − ln s_replayed‖ ≤ ε · √n
 * </pre>
 *
 * <p>The second line is for the gradients to come: m and √v that grow or shrink together leave u as
 * it is, but not how much of a new gradient goes into it. A claimed second moment is a mean of
 * squares and so not negative.
 *
 * @param epsilon ε of the job
 * @param training how the job trains
 */
record UpdateBound(double epsilon, Hyperparameters training) {

  static UpdateBound of(Replay.Bounded replay, Job job) {
    return new UpdateBound(replay.epsilon(), job.hyperparameters());
  }

  /** Whether claimed moments are near enough to the replayed ones; both are of one model. */
  boolean admits(TrainingState replayed, TrainingState claimed) {
    double rootScale = 1 / Math.sqrt(1 - StrictMath.pow(training.beta2(), replayed.step() + 1));
    Tensors firstMoments = replayed.firstMoments();
    Tensors secondMoments = replayed.secondMoments();
    for (int i = 0; i < firstMoments.count(); i++) {
      if (!admits(
          rootScale,
          firstMoments.copy(i),
          secondMoments.copy(i),
          claimed.firstMoments().copy(i),
          claimed.secondMoments().copy(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean admits(
      double rootScale, float[] m, float[] v, float[] claimedM, float[] claimedV) {
    double size = 0;
    double deviation = 0;
    double logDeviation = 0;
    for (int i = 0; i < m.length; i++) {
      if (claimedV[i] < 0) {
        return false;
      }
      double divisor = Math.sqrt(v[i]) * rootScale + training.epsilon();
      double claimedDivisor = Math.sqrt(claimedV[i]) * rootScale + training.epsilon();
      double update = m[i] / divisor;
      size += square(update);
      deviation += square(claimedM[i] / claimedDivisor - update);
      logDeviation += square(Math.log(claimedDivisor / divisor));
    }
    // False if anything is NaN; an infinite size would admit anything.
    return Double.isFinite(size)
        && deviation <= square(epsilon) * size
        && logDeviation <= square(epsilon) * m.length;
  }

  private static double square(double value) {
    return value * value;
  }
}
