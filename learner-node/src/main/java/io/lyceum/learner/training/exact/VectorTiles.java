package io.lyceum.learner.training.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a matrix product: some rows by two vectors of columns, held in registers while k runs. A
 * tile has as many rows as there are registers for: eight where a processor has 32 of 512 bits, six
 * elsewhere; what is left over goes by tiles of four rows and of one. They are written out because
 * only single variables, no arrays of vectors, live in registers.
 */
final class VectorTiles {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = FLOATS.length();

  /** Columns of a tile, and of a panel. */
  static final int COLUMNS = 2 * WIDTH;

  private static final boolean MANY_REGISTERS = FLOATS.vectorBitSize() >= 512;

  private VectorTiles() {}

  /**
   * The chains of {@link Kernels#multiply} for a full panel.
   *
   * @param start what they start from
   * @param startRow distance of two rows of start
   */
  static void multiply(
      int rows,
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] panel,
      int panelAt,
      float[] start,
      int startAt,
      int startRow,
      float[] c,
      int cAt,
      int cRow) {
    int i = 0;
    if (MANY_REGISTERS) {
      for (; i + 8 <= rows; i += 8) {
        tile8(
            depth,
            a,
            aAt + i * aRow,
            aRow,
            aStep,
            panel,
            panelAt,
            start,
            startAt + i * startRow,
            startRow,
            c,
            cAt + i * cRow,
            cRow);
      }
    } else {
      for (; i + 6 <= rows; i += 6) {
        tile6(
            depth,
            a,
            aAt + i * aRow,
            aRow,
            aStep,
            panel,
            panelAt,
            start,
            startAt + i * startRow,
            startRow,
            c,
            cAt + i * cRow,
            cRow);
      }
    }
    for (; i + 4 <= rows; i += 4) {
      tile4(
          depth,
          a,
          aAt + i * aRow,
          aRow,
          aStep,
          panel,
          panelAt,
          start,
          startAt + i * startRow,
          startRow,
          c,
          cAt + i * cRow,
          cRow);
    }
    for (; i < rows; i++) {
      tile1(
          depth,
          a,
          aAt + i * aRow,
          aStep,
          panel,
          panelAt,
          start,
          startAt + i * startRow,
          c,
          cAt + i * cRow);
    }
  }

  private static void tile8(
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] panel,
      int panelAt,
      float[] start,
      int startAt,
      int startRow,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector left0 = load(start, startAt);
    FloatVector right0 = load(start, startAt + WIDTH);
    FloatVector left1 = load(start, startAt + startRow);
    FloatVector right1 = load(start, startAt + startRow + WIDTH);
    FloatVector left2 = load(start, startAt + 2 * startRow);
    FloatVector right2 = load(start, startAt + 2 * startRow + WIDTH);
    FloatVector left3 = load(start, startAt + 3 * startRow);
    FloatVector right3 = load(start, startAt + 3 * startRow + WIDTH);
    FloatVector left4 = load(start, startAt + 4 * startRow);
    FloatVector right4 = load(start, startAt + 4 * startRow + WIDTH);
    FloatVector left5 = load(start, startAt + 5 * startRow);
    FloatVector right5 = load(start, startAt + 5 * startRow + WIDTH);
    FloatVector left6 = load(start, startAt + 6 * startRow);
    FloatVector right6 = load(start, startAt + 6 * startRow + WIDTH);
    FloatVector left7 = load(start, startAt + 7 * startRow);
    FloatVector right7 = load(start, startAt + 7 * startRow + WIDTH);
    int row = panelAt;
    int column = aAt;
    for (int k = 0; k < depth; k++) {
      FloatVector left = load(panel, row);
      FloatVector right = load(panel, row + WIDTH);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[column]);
      left0 = x0.fma(left, left0);
      right0 = x0.fma(right, right0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[column + aRow]);
      left1 = x1.fma(left, left1);
      right1 = x1.fma(right, right1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[column + 2 * aRow]);
      left2 = x2.fma(left, left2);
      right2 = x2.fma(right, right2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[column + 3 * aRow]);
      left3 = x3.fma(left, left3);
      right3 = x3.fma(right, right3);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[column + 4 * aRow]);
      left4 = x4.fma(left, left4);
      right4 = x4.fma(right, right4);
      FloatVector x5 = FloatVector.broadcast(FLOATS, a[column + 5 * aRow]);
      left5 = x5.fma(left, left5);
      right5 = x5.fma(right, right5);
      FloatVector x6 = FloatVector.broadcast(FLOATS, a[column + 6 * aRow]);
      left6 = x6.fma(left, left6);
      right6 = x6.fma(right, right6);
      FloatVector x7 = FloatVector.broadcast(FLOATS, a[column + 7 * aRow]);
      left7 = x7.fma(left, left7);
      right7 = x7.fma(right, right7);
      row += COLUMNS;
      column += aStep;
    }
    left0.intoArray(c, cAt);
    right0.intoArray(c, cAt + WIDTH);
    left1.intoArray(c, cAt + cRow);
    right1.intoArray(c, cAt + cRow + WIDTH);
    left2.intoArray(c, cAt + 2 * cRow);
    right2.intoArray(c, cAt + 2 * cRow + WIDTH);
    left3.intoArray(c, cAt + 3 * cRow);
    right3.intoArray(c, cAt + 3 * cRow + WIDTH);
    left4.intoArray(c, cAt + 4 * cRow);
    right4.intoArray(c, cAt + 4 * cRow + WIDTH);
    left5.intoArray(c, cAt + 5 * cRow);
    right5.intoArray(c, cAt + 5 * cRow + WIDTH);
    left6.intoArray(c, cAt + 6 * cRow);
    right6.intoArray(c, cAt + 6 * cRow + WIDTH);
    left7.intoArray(c, cAt + 7 * cRow);
    right7.intoArray(c, cAt + 7 * cRow + WIDTH);
  }

  private static void tile6(
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] panel,
      int panelAt,
      float[] start,
      int startAt,
      int startRow,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector left0 = load(start, startAt);
    FloatVector right0 = load(start, startAt + WIDTH);
    FloatVector left1 = load(start, startAt + startRow);
    FloatVector right1 = load(start, startAt + startRow + WIDTH);
    FloatVector left2 = load(start, startAt + 2 * startRow);
    FloatVector right2 = load(start, startAt + 2 * startRow + WIDTH);
    FloatVector left3 = load(start, startAt + 3 * startRow);
    FloatVector right3 = load(start, startAt + 3 * startRow + WIDTH);
    FloatVector left4 = load(start, startAt + 4 * startRow);
    FloatVector right4 = load(start, startAt + 4 * startRow + WIDTH);
    FloatVector left5 = load(start, startAt + 5 * startRow);
    FloatVector right5 = load(start, startAt + 5 * startRow + WIDTH);
    int row = panelAt;
    int column = aAt;
    for (int k = 0; k < depth; k++) {
      FloatVector left = load(panel, row);
      FloatVector right = load(panel, row + WIDTH);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[column]);
      left0 = x0.fma(left, left0);
      right0 = x0.fma(right, right0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[column + aRow]);
      left1 = x1.fma(left, left1);
      right1 = x1.fma(right, right1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[column + 2 * aRow]);
      left2 = x2.fma(left, left2);
      right2 = x2.fma(right, right2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[column + 3 * aRow]);
      left3 = x3.fma(left, left3);
      right3 = x3.fma(right, right3);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[column + 4 * aRow]);
      left4 = x4.fma(left, left4);
      right4 = x4.fma(right, right4);
      FloatVector x5 = FloatVector.broadcast(FLOATS, a[column + 5 * aRow]);
      left5 = x5.fma(left, left5);
      right5 = x5.fma(right, right5);
      row += COLUMNS;
      column += aStep;
    }
    left0.intoArray(c, cAt);
    right0.intoArray(c, cAt + WIDTH);
    left1.intoArray(c, cAt + cRow);
    right1.intoArray(c, cAt + cRow + WIDTH);
    left2.intoArray(c, cAt + 2 * cRow);
    right2.intoArray(c, cAt + 2 * cRow + WIDTH);
    left3.intoArray(c, cAt + 3 * cRow);
    right3.intoArray(c, cAt + 3 * cRow + WIDTH);
    left4.intoArray(c, cAt + 4 * cRow);
    right4.intoArray(c, cAt + 4 * cRow + WIDTH);
    left5.intoArray(c, cAt + 5 * cRow);
    right5.intoArray(c, cAt + 5 * cRow + WIDTH);
  }

  private static void tile4(
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] panel,
      int panelAt,
      float[] start,
      int startAt,
      int startRow,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector left0 = load(start, startAt);
    FloatVector right0 = load(start, startAt + WIDTH);
    FloatVector left1 = load(start, startAt + startRow);
    FloatVector right1 = load(start, startAt + startRow + WIDTH);
    FloatVector left2 = load(start, startAt + 2 * startRow);
    FloatVector right2 = load(start, startAt + 2 * startRow + WIDTH);
    FloatVector left3 = load(start, startAt + 3 * startRow);
    FloatVector right3 = load(start, startAt + 3 * startRow + WIDTH);
    int row = panelAt;
    int column = aAt;
    for (int k = 0; k < depth; k++) {
      FloatVector left = load(panel, row);
      FloatVector right = load(panel, row + WIDTH);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[column]);
      left0 = x0.fma(left, left0);
      right0 = x0.fma(right, right0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[column + aRow]);
      left1 = x1.fma(left, left1);
      right1 = x1.fma(right, right1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[column + 2 * aRow]);
      left2 = x2.fma(left, left2);
      right2 = x2.fma(right, right2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[column + 3 * aRow]);
      left3 = x3.fma(left, left3);
      right3 = x3.fma(right, right3);
      row += COLUMNS;
      column += aStep;
    }
    left0.intoArray(c, cAt);
    right0.intoArray(c, cAt + WIDTH);
    left1.intoArray(c, cAt + cRow);
    right1.intoArray(c, cAt + cRow + WIDTH);
    left2.intoArray(c, cAt + 2 * cRow);
    right2.intoArray(c, cAt + 2 * cRow + WIDTH);
    left3.intoArray(c, cAt + 3 * cRow);
    right3.intoArray(c, cAt + 3 * cRow + WIDTH);
  }

  private static void tile1(
      int depth,
      float[] a,
      int aAt,
      int aStep,
      float[] panel,
      int panelAt,
      float[] start,
      int startAt,
      float[] c,
      int cAt) {
    FloatVector left0 = load(start, startAt);
    FloatVector right0 = load(start, startAt + WIDTH);
    for (int k = 0; k < depth; k++) {
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aAt + k * aStep]);
      left0 = x0.fma(load(panel, panelAt + k * COLUMNS), left0);
      right0 = x0.fma(load(panel, panelAt + k * COLUMNS + WIDTH), right0);
    }
    left0.intoArray(c, cAt);
    right0.intoArray(c, cAt + WIDTH);
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(FLOATS, x, at);
  }
}
