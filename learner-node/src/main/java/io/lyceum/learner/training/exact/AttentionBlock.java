package io.lyceum.learner.training.exact;

import java.util.ArrayList;
import java.util.List;

/** {@code out = x + attention(norm(x))·output}: the first half of a transformer block. */
final class AttentionBlock implements Block {

  /**
   * The weights.
   *
   * @param gains of the norm
   */
  record Weights(Tensor gains, Tensor query, Tensor key, Tensor value, Tensor output) {}

  /**
   * What the forward operations leave for the backward ones.
   *
   * @param normed the normalised stream
   * @param inverses of the norm
   * @param projected queries, keys and values of each token beside each other, turned
   * @param mixed what the heads give
   * @param statistics for each token and head the greatest score and one over the sum
   */
  record Memory(
      float[] normed, float[] inverses, float[] projected, float[] mixed, float[] statistics) {

    static Memory of(Dimensions d) {
      int tokens = d.chunkTokens();
      return new Memory(
          new float[tokens * d.width()],
          new float[tokens],
          new float[tokens * d.projectedWidth()],
          new float[tokens * d.width()],
          new float[2 * tokens * d.heads()]);
    }
  }

  private final Dimensions d;
  private final Chunk chunk;
  private final Weights weights;
  private final Memory memory;
  private final float[] x;
  private final float[] out;
  private final Gradients gradients;
  private final Norm norm;
  private final HeadAttention attention;
  private final Turns turns;
  private final Panels projection;
  private final Panels projectionTransposed;
  private final Panels output;
  private final Panels outputTransposed;

  AttentionBlock(Network.Frame frame, Weights weights, Memory memory, float[] x, float[] out) {
    this.d = frame.dimensions();
    this.chunk = frame.chunk();
    this.weights = weights;
    this.memory = memory;
    this.x = x;
    this.out = out;
    this.gradients = frame.gradients();
    this.turns = frame.turns();
    this.norm = new Norm(d, chunk, x, weights.gains(), memory.normed(), memory.inverses());
    this.attention =
        new HeadAttention(
            d,
            memory.projected(),
            memory.mixed(),
            memory.statistics(),
            gradients.mixed(),
            gradients.projected());
    this.projection = frame.panels(d.width(), d.projectedWidth());
    this.projectionTransposed = frame.panels(d.projectedWidth(), d.width());
    this.output = frame.panels(d.width(), d.width());
    this.outputTransposed = frame.panels(d.width(), d.width());
  }

  @Override
  public List<Operation> layOut() {
    return List.of(
        Operations.each(
            List.of(
                (part, worker) -> layOut(weights.query(), 0, d.width()),
                (part, worker) -> layOut(weights.key(), d.width(), d.keyValueWidth()),
                (part, worker) ->
                    layOut(weights.value(), d.width() + d.keyValueWidth(), d.keyValueWidth()),
                (part, worker) -> {
                  float[] values = weights.output().values();
                  output.put(0, 0, d.width(), d.width(), values, 0, d.width());
                  outputTransposed.putTransposed(0, 0, d.width(), d.width(), values, 0, d.width());
                })));
  }

  private void layOut(Tensor weight, int column, int columns) {
    projection.put(0, column, d.width(), columns, weight.values(), 0, columns);
    projectionTransposed.putTransposed(column, 0, columns, d.width(), weight.values(), 0, columns);
  }

  @Override
  public List<Operation> forward() {
    return List.of(
        Operations.onRows(chunk, this::project),
        Operations.of(() -> chunk.windows() * d.keyValueHeads(), attention::forward),
        Operations.onRows(chunk, this::addOutput));
  }

  private void project(int block, Worker worker) {
    int first = block * Chunk.ROW_BLOCK;
    int rows = chunk.rows(block);
    Kernels kernels = worker.kernels();
    norm.forward(block, kernels);
    int row = d.projectedWidth();
    projection.multiply(
        kernels,
        rows,
        memory.normed(),
        first * d.width(),
        d.width(),
        1,
        memory.projected(),
        first * row,
        row,
        Onto.STORE);
    rotate(memory.projected(), block, kernels, 1f);
  }

  /** Turns the queries and keys of a block's tokens by their positions, or back. */
  private void rotate(float[] projected, int block, Kernels kernels, float sign) {
    int first = block * Chunk.ROW_BLOCK;
    for (int token = first; token < first + chunk.rows(block); token++) {
      int at = token * d.projectedWidth();
      turns.turn(kernels, projected, at, token % d.context(), sign);
    }
  }

  private void addOutput(int block, Worker worker) {
    int at = block * Chunk.ROW_BLOCK * d.width();
    int rows = chunk.rows(block);
    System.arraycopy(x, at, out, at, rows * d.width());
    output.multiply(
        worker.kernels(), rows, memory.mixed(), at, d.width(), 1, out, at, d.width(), Onto.ADD);
  }

  @Override
  public List<Operation> backward() {
    int keyAt = d.width();
    int valueAt = keyAt + d.keyValueWidth();
    List<Operation> operations = new ArrayList<>();
    operations.addAll(
        WeightGradient.of(
            chunk,
            gradients.panels(),
            memory.mixed(),
            d.width(),
            gradients.stream(),
            0,
            d.width(),
            d.width(),
            weights.output().gradients()));
    operations.add(Operations.onRows(chunk, this::mixedGradient));
    operations.add(Operations.of(() -> chunk.windows() * d.keyValueHeads(), attention::backward));
    operations.add(Operations.onRows(chunk, this::streamGradient));
    operations.addAll(projectionGradient(weights.query(), 0, d.width()));
    operations.addAll(projectionGradient(weights.key(), keyAt, d.keyValueWidth()));
    operations.addAll(projectionGradient(weights.value(), valueAt, d.keyValueWidth()));
    operations.add(norm.gainGradient(gradients.normed()));
    return operations;
  }

  private List<Operation> projectionGradient(Tensor weight, int at, int columns) {
    return WeightGradient.of(
        chunk,
        gradients.panels(),
        memory.normed(),
        d.width(),
        gradients.projected(),
        at,
        d.projectedWidth(),
        columns,
        weight.gradients());
  }

  private void mixedGradient(int block, Worker worker) {
    int at = block * Chunk.ROW_BLOCK * d.width();
    outputTransposed.multiply(
        worker.kernels(),
        chunk.rows(block),
        gradients.stream(),
        at,
        d.width(),
        1,
        gradients.mixed(),
        at,
        d.width(),
        Onto.STORE);
  }

  private void streamGradient(int block, Worker worker) {
    int first = block * Chunk.ROW_BLOCK;
    int rows = chunk.rows(block);
    int row = d.projectedWidth();
    Kernels kernels = worker.kernels();
    rotate(gradients.projected(), block, kernels, -1f);
    projectionTransposed.multiply(
        kernels,
        rows,
        gradients.projected(),
        first * row,
        row,
        1,
        gradients.normed(),
        first * d.width(),
        d.width(),
        Onto.STORE);
    norm.backward(block, gradients.normed(), gradients.stream(), worker);
  }
}
