package io.lyceum.learner.training.cuda;

/**
 * The blocks of a launch.
 *
 * @param x at most 2^31 - 1
 * @param y at most 65535
 * @param z at most 65535
 */
record Grid(int x, int y, int z) {

  /** The most blocks in the directions y and z. */
  static final int LIMIT = 65_535;

  private static final int ROWS_OF_A_BLOCK = Kernel.THREADS / Kernel.WARP;

  /** A warp for each row. */
  static Grid ofRows(long rows) {
    return new Grid(parts(rows, ROWS_OF_A_BLOCK), 1, 1);
  }

  /** A thread for each element. */
  static Grid ofElements(long elements) {
    return new Grid(parts(elements, Kernel.THREADS), 1, 1);
  }

  /** How many parts of a size hold some things. */
  static int parts(long things, int size) {
    return Math.toIntExact((things + size - 1) / size);
  }
}
