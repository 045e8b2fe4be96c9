package io.lyceum.learner.training.cuda;

import io.lyceum.learner.training.exact.Dimensions;

/**
 * Gradients of weights: one chain over each chunk's tokens, chunks added in their order. The chains
 * of several chunks are computed at once and stand beside each other before they are added.
 */
final class ChunkSums {

  /** Enough that large matrices, too, are computed for several chunks at once. */
  private static final long MOST_ELEMENTS = 1L << 26;

  private final Dimensions d;
  private final Part part;
  private final Launcher launcher;
  private final long elements;
  private final DeviceMemory sums;

  ChunkSums(Dimensions d, Part part, Launcher launcher, Workspace workspace) {
    this.d = d;
    this.part = part;
    this.launcher = launcher;
    this.elements = elements(d, part.mostChunks());
    this.sums = workspace.floats(elements);
  }

  /** The elements that it needs. */
  static long elements(Dimensions d, int chunks) {
    long widest = Math.max(d.vocabulary(), Math.max(d.projectedWidth(), 2L * d.feedForward()));
    long largest = widest * d.width();
    long gains = (long) chunks * d.width();
    return Math.max(gains, Math.max(largest, Math.min(MOST_ELEMENTS, chunks * largest)));
  }

  /**
   * The gradient of a matrix W of a product {@code y = x·W}.
   *
   * @param x what W was multiplied with, {@code rows} elements for each token
   * @param dy the gradient of y, {@code columns} elements for each token
   * @param gradient the address of that of W
   */
  void ofMatrix(DeviceMemory x, int rows, DeviceMemory dy, int columns, long gradient) {
    long size = (long) rows * columns;
    int together = (int) Math.min(part.chunks(), elements / size);
    for (int chunk = 0; chunk < part.chunks(); chunk += together) {
      int count = Math.min(together, part.chunks() - chunk);
      int first = chunk * d.chunkTokens();
      Product.of(
              Product.Form.TN,
              Matrix.of(x, (long) first * rows, rows).each((long) d.chunkTokens() * rows, 0),
              Matrix.of(dy, (long) first * columns, columns)
                  .each((long) d.chunkTokens() * columns, 0),
              Matrix.of(sums, columns).each(size, 0),
              rows,
              columns,
              d.chunkTokens())
          .pieces(count, part.tokens() - first)
          .launch(launcher);
      add(gradient, size, count, part.first() && chunk == 0);
    }
  }

  /**
   * The gradient of the gains of a norm.
   *
   * @param dy the gradient of what the norm gives
   * @param x what it was given
   * @param inverses that it multiplied with
   * @param gradient the address of that of the gains
   */
  void ofGains(DeviceMemory dy, DeviceMemory x, DeviceMemory inverses, long gradient) {
    launcher
        .with(dy)
        .with(x)
        .with(inverses)
        .with(sums)
        .with(part.tokens())
        .with(d.chunkTokens())
        .with(d.width())
        .launch(
            Kernel.GAIN_GRADIENT,
            new Grid(Grid.parts(d.width(), Kernel.THREADS), part.chunks(), 1));
    add(gradient, d.width(), part.chunks(), part.first());
  }

  private void add(long gradient, long size, int count, boolean fresh) {
    launcher
        .with(sums)
        .with(gradient)
        .with(size)
        .with(count)
        .with(fresh)
        .launch(Kernel.ADD_CHUNKS, Grid.ofElements(size));
  }
}
