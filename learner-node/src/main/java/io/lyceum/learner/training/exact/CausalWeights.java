package io.lyceum.learner.training.exact;

import java.util.Arrays;

/**
 * The weights of attention in a row of scores: {@code p_j = exp(s_j - max s)·(1 / Σ exp(s_j - max
 * s))} for the tokens that the row's own may see, and +0 for those that follow. Scores of these
 * count as −∞, whose exponential is +0, so that all vectors of a row are whole.
 */
final class CausalWeights {

  private CausalWeights() {}

  /**
   * Makes weights of scores.
   *
   * @param visible tokens that may be seen
   * @param columns these and those that follow
   * @param statistics gets the greatest score and one over the sum, from {@code statistic} on
   */
  static void weigh(
      Kernels kernels,
      float[] scores,
      int at,
      int visible,
      int columns,
      float[] statistics,
      int statistic) {
    mask(scores, at, visible, columns);
    float greatest = kernels.maximum(scores, at, columns);
    kernels.exponentials(scores, at, columns, greatest);
    float inverse = 1f / kernels.sum(scores, at, columns);
    kernels.scale(scores, at, columns, inverse);
    statistics[statistic] = greatest;
    statistics[statistic + 1] = inverse;
  }

  /** Makes the same weights of the same scores once more. */
  static void weighAgain(
      Kernels kernels,
      float[] scores,
      int at,
      int visible,
      int columns,
      float[] statistics,
      int statistic) {
    mask(scores, at, visible, columns);
    kernels.exponentials(scores, at, columns, statistics[statistic]);
    kernels.scale(scores, at, columns, statistics[statistic + 1]);
  }

  private static void mask(float[] scores, int at, int visible, int columns) {
    Arrays.fill(scores, at + visible, at + columns, Float.NEGATIVE_INFINITY);
  }
}
