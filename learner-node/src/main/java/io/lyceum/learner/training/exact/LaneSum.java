package io.lyceum.learner.training.exact;

/**
 * The order of sums that are no matrix products: element i goes to lane i modulo 32, each lane adds
 * up from +0 in ascending order, then lane i takes lane i + 16, i + 8, i + 4, i + 2 and i + 1 in
 * turn.
 */
final class LaneSum {

  static final int LANES = 32;

  private LaneSum() {}

  /** Folds the lanes, which it overwrites. */
  static float fold(float[] lanes) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
