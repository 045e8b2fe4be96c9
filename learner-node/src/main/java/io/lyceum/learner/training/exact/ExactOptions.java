package io.lyceum.learner.training.exact;

/**
 * How the arithmetic is computed, which changes no bit. Gradients accumulate chunk by chunk in any
 * case: a batch of any size takes the memory of one chunk.
 *
 * @param threads at least 1
 * @param kernels the inner loops
 * @param recompute whether layers share memory and are computed a second time on the way back
 */
public record ExactOptions(int threads, KernelChoice kernels, boolean recompute) {

  /** One thread, the fastest kernels, memory for every layer. */
  public static final ExactOptions DEFAULT = new ExactOptions(1, KernelChoice.fastest(), false);

  /**
   * @throws IllegalArgumentException if there is no thread
   */
  public ExactOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("At least one thread computes, not " + threads);
    }
  }
}
