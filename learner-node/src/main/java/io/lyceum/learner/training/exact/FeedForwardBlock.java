package io.lyceum.learner.training.exact;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code out = x + swiGlu(norm(x)·gate, norm(x)·up)·down}: the second half of a transformer block
 * (SwiGLU: Shazeer 2020).
 */
final class FeedForwardBlock implements Block {

  /**
   * The weights.
   *
   * @param gains of the norm
   */
  record Weights(Tensor gains, Tensor gate, Tensor up, Tensor down) {}

  /**
   * What the forward operations leave for the backward ones.
   *
   * @param normed the normalised stream
   * @param inverses of the norm
   * @param inner gates and ups of each token beside each other
   * @param active their product
   */
  record Memory(float[] normed, float[] inverses, float[] inner, float[] active) {

    static Memory of(Dimensions d) {
      int tokens = d.chunkTokens();
      return new Memory(
          new float[tokens * d.width()],
          new float[tokens],
          new float[tokens * 2 * d.feedForward()],
          new float[tokens * d.feedForward()]);
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
  private final Panels inner;
  private final Panels innerTransposed;
  private final Panels down;
  private final Panels downTransposed;

  FeedForwardBlock(Network.Frame frame, Weights weights, Memory memory, float[] x, float[] out) {
    this.d = frame.dimensions();
    this.chunk = frame.chunk();
    this.weights = weights;
    this.memory = memory;
    this.x = x;
    this.out = out;
    this.gradients = frame.gradients();
    this.norm = new Norm(d, chunk, x, weights.gains(), memory.normed(), memory.inverses());
    this.inner = frame.panels(d.width(), 2 * d.feedForward());
    this.innerTransposed = frame.panels(2 * d.feedForward(), d.width());
    this.down = frame.panels(d.feedForward(), d.width());
    this.downTransposed = frame.panels(d.width(), d.feedForward());
  }

  @Override
  public List<Operation> layOut() {
    return List.of(
        Operations.each(
            List.of(
                (part, worker) -> layOut(weights.gate(), 0),
                (part, worker) -> layOut(weights.up(), d.feedForward()),
                (part, worker) -> {
                  float[] values = weights.down().values();
                  down.put(0, 0, d.feedForward(), d.width(), values, 0, d.width());
                  downTransposed.putTransposed(
                      0, 0, d.width(), d.feedForward(), values, 0, d.width());
                })));
  }

  private void layOut(Tensor weight, int column) {
    int columns = d.feedForward();
    inner.put(0, column, d.width(), columns, weight.values(), 0, columns);
    innerTransposed.putTransposed(column, 0, columns, d.width(), weight.values(), 0, columns);
  }

  @Override
  public List<Operation> forward() {
    return List.of(Operations.onRows(chunk, this::forward));
  }

  private void forward(int block, Worker worker) {
    int first = block * Chunk.ROW_BLOCK;
    int rows = chunk.rows(block);
    int at = first * d.width();
    int size = d.feedForward();
    Kernels kernels = worker.kernels();
    norm.forward(block, kernels);
    inner.multiply(
        kernels,
        rows,
        memory.normed(),
        at,
        d.width(),
        1,
        memory.inner(),
        first * 2 * size,
        2 * size,
        Onto.STORE);
    for (int token = first; token < first + rows; token++) {
      int gate = token * 2 * size;
      kernels.swiGlu(
          memory.inner(), gate, memory.inner(), gate + size, memory.active(), token * size, size);
    }
    System.arraycopy(x, at, out, at, rows * d.width());
    down.multiply(
        kernels, rows, memory.active(), first * size, size, 1, out, at, d.width(), Onto.ADD);
  }

  @Override
  public List<Operation> backward() {
    List<Operation> operations = new ArrayList<>();
    operations.addAll(
        WeightGradient.of(
            chunk,
            gradients.panels(),
            memory.active(),
            d.feedForward(),
            gradients.stream(),
            0,
            d.width(),
            d.width(),
            weights.down().gradients()));
    operations.add(Operations.onRows(chunk, this::backward));
    operations.addAll(innerGradient(weights.gate(), 0));
    operations.addAll(innerGradient(weights.up(), d.feedForward()));
    operations.add(norm.gainGradient(gradients.normed()));
    return operations;
  }

  private List<Operation> innerGradient(Tensor weight, int at) {
    return WeightGradient.of(
        chunk,
        gradients.panels(),
        memory.normed(),
        d.width(),
        gradients.inner(),
        at,
        2 * d.feedForward(),
        d.feedForward(),
        weight.gradients());
  }

  private void backward(int block, Worker worker) {
    int first = block * Chunk.ROW_BLOCK;
    int rows = chunk.rows(block);
    int at = first * d.width();
    int size = d.feedForward();
    Kernels kernels = worker.kernels();
    downTransposed.multiply(
        kernels,
        rows,
        gradients.stream(),
        at,
        d.width(),
        1,
        gradients.active(),
        first * size,
        size,
        Onto.STORE);
    for (int token = first; token < first + rows; token++) {
      int gate = token * 2 * size;
      kernels.swiGluGradient(
          gradients.active(),
          token * size,
          memory.inner(),
          gate,
          memory.inner(),
          gate + size,
          gradients.inner(),
          gate,
          gradients.inner(),
          gate + size,
          size);
    }
    innerTransposed.multiply(
        kernels,
        rows,
        gradients.inner(),
        first * 2 * size,
        2 * size,
        1,
        gradients.normed(),
        at,
        d.width(),
        Onto.STORE);
    norm.backward(block, gradients.normed(), gradients.stream(), worker);
  }
}
