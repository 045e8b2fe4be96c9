package io.lyceum.learner.training.exact;

/**
 * What one thread computes with.
 *
 * @param kernels its inner loops
 * @param row scratch memory for a row of the residual stream
 * @param attention scratch memory for the attention of a head
 */
record Worker(Kernels kernels, float[] row, AttentionScratch attention) {

  static Worker of(Dimensions dimensions, Kernels kernels) {
    return new Worker(
        kernels,
        new float[dimensions.width()],
        new AttentionScratch(dimensions, kernels.panelColumns()));
  }
}
