package io.lyceum.learner.training.exact;

import java.util.List;

/**
 * The gradient of a matrix W of a product {@code y = x·W}: the transpose of x times the gradient of
 * y, one chain over a chunk's tokens.
 */
final class WeightGradient {

  private WeightGradient() {}

  /**
   * The operations, first the layout and then the product.
   *
   * @param x what W was multiplied with: a row of {@code rows} elements for each token
   * @param d the gradient of y, of which {@code columns} elements from {@code dAt} on belong to W
   * @param dRow elements of a token's row of d
   * @param gradient what the result is stored in or added to, {@code rows × columns}
   */
  static List<Operation> of(
      Chunk chunk,
      Panels panels,
      float[] x,
      int rows,
      float[] d,
      int dAt,
      int dRow,
      int columns,
      float[] gradient) {
    return List.of(
        Operations.onBlocks(
            columns,
            (part, worker) -> {
              int at = part * Chunk.ROW_BLOCK;
              int count = Math.min(Chunk.ROW_BLOCK, columns - at);
              panels.put(0, at, chunk.tokens(), count, d, dAt + at, dRow);
            }),
        Operations.onTiles(
            rows,
            columns,
            (row, column, worker) ->
                panels.multiply(
                    worker.kernels(),
                    Math.min(Chunk.ROW_BLOCK, rows - row),
                    chunk.tokens(),
                    column,
                    Math.min(column + Operations.COLUMN_BLOCK, columns),
                    x,
                    row,
                    1,
                    rows,
                    gradient,
                    row * columns,
                    columns,
                    chunk.onto())));
  }
}
