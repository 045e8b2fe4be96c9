package io.lyceum.learner.agent;

import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.ComputePermits.Work;
import java.util.concurrent.Callable;

/** Heavy work of the learner, under a permit. */
final class Computation {

  private Computation() {}

  /**
   * Does work and waits for it.
   *
   * @throws HindranceException if it failed
   */
  static <T> T run(ComputePermits permits, Work work, Callable<T> body)
      throws InterruptedException, HindranceException {
    try {
      return permits.run(work, body);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new HindranceException("The engine failed: " + e.getMessage() + ".", e);
    }
  }
}
