package io.lyceum.learner.training.exact;

/**
 * Memory for some rows of tokens that all layers use one after the other.
 *
 * @param stream the residual stream, changed in place
 * @param normed the normalised stream
 * @param projected queries, keys and values of each token beside each other
 * @param mixed what the heads give
 * @param inner gates and ups of each token beside each other
 * @param active their product
 * @param weights of attention, {@code weightsRow} for each token
 * @param weightsRow the window's tokens, rounded up to whole panels
 */
record RowMemory(
    float[] stream,
    float[] normed,
    float[] projected,
    float[] mixed,
    float[] inner,
    float[] active,
    float[] weights,
    int weightsRow) {

  /** The most rows that are computed together. */
  static final int ROWS = 32;

  static RowMemory of(Dimensions d, int panelColumns) {
    int weightsRow = (d.context() + panelColumns - 1) / panelColumns * panelColumns;
    return new RowMemory(
        new float[ROWS * d.width()],
        new float[ROWS * d.width()],
        new float[ROWS * d.projectedWidth()],
        new float[ROWS * d.width()],
        new float[ROWS * 2 * d.feedForward()],
        new float[ROWS * d.feedForward()],
        new float[ROWS * weightsRow],
        weightsRow);
  }
}
