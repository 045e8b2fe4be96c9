package io.lyceum.learner.training.exact;

import io.lyceum.learner.model.Tensors;

/**
 * A transformer block on the rows of new tokens: what {@link AttentionBlock} and {@link
 * FeedForwardBlock} do on the way forward, with the keys and values of earlier tokens at hand.
 */
final class DecoderLayer {

  /** Tensors of a layer, in the specification's order. */
  static final int TENSORS = 9;

  private final Dimensions d;
  private final Kernels kernels;
  private final Turns turns;
  private final RowMemory rows;
  private final KeyValueCache cache;
  private final Panels projection;
  private final Panels output;
  private final Panels inner;
  private final Panels down;
  private float[] attentionGains = {};
  private float[] feedForwardGains = {};

  /**
   * @param rows whose stream it changes
   */
  DecoderLayer(Dimensions d, Kernels kernels, Turns turns, RowMemory rows) {
    this.d = d;
    this.kernels = kernels;
    this.turns = turns;
    this.rows = rows;
    this.cache = new KeyValueCache(d, kernels, rows);
    this.projection = panels(d.width(), d.projectedWidth());
    this.output = panels(d.width(), d.width());
    this.inner = panels(d.width(), 2 * d.feedForward());
    this.down = panels(d.feedForward(), d.width());
  }

  private Panels panels(int depth, int columns) {
    return new Panels(depth, columns, kernels.panelColumns());
  }

  /**
   * Takes weights.
   *
   * @param first the index of the layer's first tensor
   */
  void load(Tensors parameters, int first) {
    attentionGains = parameters.copy(first);
    put(projection, 0, d.width(), parameters.copy(first + 1));
    put(projection, d.width(), d.keyValueWidth(), parameters.copy(first + 2));
    put(projection, d.width() + d.keyValueWidth(), d.keyValueWidth(), parameters.copy(first + 3));
    put(output, 0, d.width(), parameters.copy(first + 4));
    feedForwardGains = parameters.copy(first + 5);
    put(inner, 0, d.feedForward(), parameters.copy(first + 6));
    put(inner, d.feedForward(), d.feedForward(), parameters.copy(first + 7));
    put(down, 0, d.width(), parameters.copy(first + 8));
  }

  private static void put(Panels panels, int column, int columns, float[] weights) {
    panels.put(0, column, weights.length / columns, columns, weights, 0, columns);
  }

  /**
   * Reads tokens on.
   *
   * @param position of the first of them in the text
   * @param count at most {@link RowMemory#ROWS}
   */
  void forward(int position, int count) {
    normalise(attentionGains, count);
    multiply(projection, count, rows.normed(), rows.projected(), Onto.STORE);
    for (int i = 0; i < count; i++) {
      turns.turn(kernels, rows.projected(), i * d.projectedWidth(), position + i, 1f);
    }
    cache.attend(position, count);
    multiply(output, count, rows.mixed(), rows.stream(), Onto.ADD);
    normalise(feedForwardGains, count);
    multiply(inner, count, rows.normed(), rows.inner(), Onto.STORE);
    int size = d.feedForward();
    for (int i = 0; i < count; i++) {
      int gate = i * 2 * size;
      kernels.swiGlu(rows.inner(), gate, rows.inner(), gate + size, rows.active(), i * size, size);
    }
    multiply(down, count, rows.active(), rows.stream(), Onto.ADD);
  }

  private void normalise(float[] gains, int count) {
    for (int i = 0; i < count; i++) {
      int at = i * d.width();
      Norm.row(d, kernels, rows.stream(), at, gains, rows.normed(), at);
    }
  }

  private void multiply(Panels weights, int count, float[] from, float[] to, Onto onto) {
    int fromRow = from.length / RowMemory.ROWS;
    int toRow = to.length / RowMemory.ROWS;
    weights.multiply(kernels, count, from, 0, fromRow, 1, to, 0, toRow, onto);
  }
}
