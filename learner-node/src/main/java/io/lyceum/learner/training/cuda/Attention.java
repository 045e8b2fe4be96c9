package io.lyceum.learner.training.cuda;

import io.lyceum.learner.training.cuda.Product.Batch;
import io.lyceum.learner.training.cuda.Product.Causal;
import io.lyceum.learner.training.cuda.Product.Form;
import io.lyceum.learner.training.exact.Dimensions;

/**
 * Causal attention of all heads in all windows of a part: products over whole matrices of scores,
 * of which only the blocks to the diagonal are computed. Weights are not kept: the backward pass
 * computes them again, with the same bits.
 *
 * @param projected queries, keys and values of each token beside each other, turned
 * @param mixed what the heads give
 */
record Attention(Frame frame, DeviceMemory projected, DeviceMemory mixed) {

  void forward() {
    weigh();
    multiply(frame.scores(), values(projected), heads(mixed, 0, d().width()));
  }

  private Dimensions d() {
    return frame.dimensions();
  }

  private int group() {
    return d().heads() / d().keyValueHeads();
  }

  /** A product for each query head of each window. */
  private Batch queryHeads() {
    return new Batch(frame.part().windows(), d().heads(), group(), 1);
  }

  /**
   * A product for each key and value head of each window, through the query heads that share it.
   */
  private Batch keyHeads() {
    return new Batch(frame.part().windows(), d().keyValueHeads(), 1, group());
  }

  /** Columns of heads, from one on, in a matrix of rows for tokens. */
  private Matrix heads(DeviceMemory memory, int column, int row) {
    return Matrix.of(memory, column, row).each((long) d().context() * row, d().headSize());
  }

  private Matrix queries(DeviceMemory memory) {
    return heads(memory, 0, d().projectedWidth());
  }

  private Matrix keys(DeviceMemory memory) {
    return heads(memory, d().width(), d().projectedWidth());
  }

  private Matrix values(DeviceMemory memory) {
    return heads(memory, d().width() + d().keyValueWidth(), d().projectedWidth());
  }

  /** The query heads that share a key and value head, in turn. */
  private Matrix ofGroups(Matrix heads) {
    return heads.each(heads.outer(), heads.inner() * group()).repeated(heads.inner());
  }

  /** The matrices of scores, or of their gradients. */
  private Matrix squares(DeviceMemory memory) {
    long square = (long) d().context() * d().context();
    return Matrix.of(memory, d().context()).each(d().heads() * square, square);
  }

  private long rows() {
    return (long) frame.tokens() * d().heads();
  }

  /** The weights, in the place of the scores. */
  private void weigh() {
    score(queries(projected), keys(projected), frame.scores());
    frame
        .launcher()
        .with(frame.scores())
        .with(rows())
        .with(d().context())
        .launch(Kernel.SOFTMAX, Grid.ofRows(rows()));
  }

  /** Rows by rows, for every query head. */
  private void score(Matrix left, Matrix right, DeviceMemory scores) {
    int n = d().context();
    Product.of(Form.NT, left, right, squares(scores), n, n, d().headSize())
        .each(queryHeads(), Causal.COLUMNS_TO_BLOCK_END)
        .launch(frame.launcher());
  }

  /** Weights, or gradients of scores, by columns of keys or values, for every query head. */
  private void multiply(DeviceMemory scores, Matrix right, Matrix result) {
    int n = d().context();
    Product.of(Form.NN, squares(scores), right, result, n, d().headSize(), n)
        .each(queryHeads(), Causal.TO_BLOCK_END)
        .launch(frame.launcher());
  }

  /** From the gradient of what the heads give to that of queries, keys and values. */
  void backward() {
    Frame.Flowing flowing = frame.flowing();
    Matrix mixedGradient = heads(flowing.mixed(), 0, d().width());
    weigh();
    score(mixedGradient, values(projected), flowing.scores());
    frame
        .launcher()
        .with(frame.scores())
        .with(flowing.scores())
        .with(rows())
        .with(d().context())
        .launch(Kernel.SOFTMAX_GRADIENT, Grid.ofRows(rows()));
    multiply(flowing.scores(), keys(projected), queries(flowing.projected()));
    multiplyTransposed(flowing.scores(), queries(projected), keys(flowing.projected()));
    multiplyTransposed(frame.scores(), mixedGradient, values(flowing.projected()));
  }

  /** Columns of weights, or of gradients of scores, by what their rows belong to. */
  private void multiplyTransposed(DeviceMemory scores, Matrix right, Matrix result) {
    int n = d().context();
    Product.of(Form.TN, ofGroups(squares(scores)), ofGroups(right), result, n, d().headSize(), n)
        .each(keyHeads(), Causal.FROM_BLOCK_BEGIN)
        .launch(frame.launcher());
  }
}
