package io.lyceum.learner.training.exact;

/**
 * The right-hand matrix of products, in panels of neighbouring columns that are read from one end
 * to the other: panel by panel, in it row by row.
 */
final class Panels {

  private final int depth;
  private final int columns;
  private final int width;
  private final float[] values;

  /**
   * @param depth rows
   * @param columns columns of all panels together
   * @param width columns of a panel
   */
  Panels(int depth, int columns, int width) {
    this.depth = depth;
    this.columns = columns;
    this.width = width;
    this.values = new float[Math.multiplyExact((columns + width - 1) / width * width, depth)];
  }

  /** Puts a matrix in at a row and a column; {@code stride} is the distance of its rows. */
  void put(int row, int column, int rows, int count, float[] matrix, int at, int stride) {
    for (int j = column; j < column + count; ) {
      int run = Math.min(width - j % width, column + count - j);
      int to = place(row, j);
      int from = at + j - column;
      for (int k = 0; k < rows; k++) {
        System.arraycopy(matrix, from, values, to, run);
        from += stride;
        to += width;
      }
      j += run;
    }
  }

  /** Puts the transpose of a matrix in, which has {@code count} rows and {@code rows} columns. */
  void putTransposed(int row, int column, int rows, int count, float[] matrix, int at, int stride) {
    for (int j = 0; j < count; j++) {
      int to = place(row, column + j);
      int from = at + j * stride;
      for (int k = 0; k < rows; k++) {
        values[to] = matrix[from + k];
        to += width;
      }
    }
  }

  private int place(int row, int column) {
    return (column / width * depth + row) * width + column % width;
  }

  /** Multiplies rows of a matrix with all of this. */
  void multiply(
      Kernels kernels,
      int rows,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] c,
      int cAt,
      int cRow,
      Onto onto) {
    multiply(kernels, rows, depth, columns, a, aAt, aRow, aStep, c, cAt, cRow, onto);
  }

  /** Multiplies rows of a matrix with the first rows and columns of this. */
  void multiply(
      Kernels kernels,
      int rows,
      int depthUsed,
      int columnsUsed,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] c,
      int cAt,
      int cRow,
      Onto onto) {
    multiply(kernels, rows, depthUsed, 0, columnsUsed, a, aAt, aRow, aStep, c, cAt, cRow, onto);
  }

  /**
   * Multiplies rows of a matrix with the first rows and some columns of this.
   *
   * @param from the first of these columns, where a panel begins
   * @param to the end of these columns
   * @param cAt of the result's first column, whatever {@code from} is
   */
  void multiply(
      Kernels kernels,
      int rows,
      int depthUsed,
      int from,
      int to,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] c,
      int cAt,
      int cRow,
      Onto onto) {
    for (int j = from; j < to; j += width) {
      kernels.multiply(
          rows,
          Math.min(width, to - j),
          depthUsed,
          a,
          aAt,
          aRow,
          aStep,
          values,
          j * depth,
          c,
          cAt + j,
          cRow,
          onto);
    }
  }
}
