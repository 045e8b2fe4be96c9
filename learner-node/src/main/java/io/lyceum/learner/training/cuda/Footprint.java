package io.lyceum.learner.training.cuda;

import io.lyceum.learner.training.exact.Dimensions;

/**
 * What a model needs of a device's memory besides its parameters, and so how much of a batch is
 * computed at once.
 *
 * @param training whether gradients are computed
 * @param recompute whether layers share memory
 */
record Footprint(Dimensions dimensions, boolean training, boolean recompute) {

  /** So that a grid holds the tiles of a part's rows, and its chunks. */
  private static final int MOST_TOKENS = 1 << 22;

  /** The fp32 elements for each token. */
  long elementsOfToken() {
    Dimensions d = dimensions;
    long width = d.width();
    long layer = 4 * width + 2 + d.projectedWidth() + 3L * d.feedForward();
    long attention = (long) d.heads() * d.context();
    long elements =
        (d.layers() + 1) * width
            + (training && !recompute ? d.layers() : 1) * layer
            + (width + 1 + d.vocabulary())
            + attention;
    long flowing = 3 * width + d.projectedWidth() + 3L * d.feedForward() + attention;
    return training ? elements + flowing : elements;
  }

  /**
   * Windows of a part of a batch.
   *
   * @param batchWindows windows of the batch
   * @param bytes of memory
   */
  int windows(int batchWindows, long bytes) {
    Dimensions d = dimensions;
    long chunkBytes = elementsOfToken() * d.chunkTokens() * Float.BYTES;
    int most = Math.max(1, MOST_TOKENS / d.chunkTokens());
    long chunks =
        Math.clamp(
            bytes / chunkBytes, 1, Math.min(most, Grid.parts(batchWindows, d.chunkWindows())));
    return (int) Math.min(batchWindows, chunks * d.chunkWindows());
  }
}
