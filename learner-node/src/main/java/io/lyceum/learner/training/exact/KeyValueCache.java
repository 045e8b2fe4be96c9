package io.lyceum.learner.training.exact;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys and values of a text's tokens in one layer, and the attention of new tokens to them: a
 * row of {@link HeadAttention}, without the columns of weight +0 that follow its tokens.
 */
final class KeyValueCache {

  private final Dimensions d;
  private final Kernels kernels;
  private final RowMemory rows;
  private final List<Panels> keysTransposed = new ArrayList<>();
  private final List<Panels> values = new ArrayList<>();

  /** What only a backward pass would need. */
  private final float[] statistics = new float[2];

  KeyValueCache(Dimensions d, Kernels kernels, RowMemory rows) {
    this.d = d;
    this.kernels = kernels;
    this.rows = rows;
    for (int head = 0; head < d.keyValueHeads(); head++) {
      keysTransposed.add(new Panels(d.headSize(), rows.weightsRow(), kernels.panelColumns()));
      values.add(new Panels(d.context(), d.headSize(), kernels.panelColumns()));
    }
  }

  /**
   * Takes the keys and values of new tokens, and mixes values by their queries.
   *
   * @param position of the first new token
   * @param count of new tokens
   */
  void attend(int position, int count) {
    int size = d.headSize();
    int row = d.projectedWidth();
    for (int head = 0; head < d.keyValueHeads(); head++) {
      int key = d.width() + head * size;
      int value = key + d.keyValueWidth();
      keysTransposed.get(head).putTransposed(0, position, size, count, rows.projected(), key, row);
      values.get(head).put(position, 0, count, size, rows.projected(), value, row);
    }
    for (int head = 0; head < d.heads(); head++) {
      attend(position, count, head);
    }
  }

  private void attend(int position, int count, int head) {
    int shared = head / (d.heads() / d.keyValueHeads());
    int size = d.headSize();
    int tokens = position + count;
    int wholePanels = Math.ceilDiv(tokens, kernels.panelColumns()) * kernels.panelColumns();
    keysTransposed
        .get(shared)
        .multiply(
            kernels,
            count,
            size,
            wholePanels,
            rows.projected(),
            head * size,
            d.projectedWidth(),
            1,
            rows.weights(),
            0,
            rows.weightsRow(),
            Onto.STORE);
    for (int i = 0; i < count; i++) {
      CausalWeights.weigh(
          kernels, rows.weights(), i * rows.weightsRow(), position + i + 1, tokens, statistics, 0);
    }
    values
        .get(shared)
        .multiply(
            kernels,
            count,
            tokens,
            size,
            rows.weights(),
            0,
            rows.weightsRow(),
            1,
            rows.mixed(),
            head * size,
            d.width(),
            Onto.STORE);
  }
}
