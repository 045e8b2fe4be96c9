package io.lyceum.learner.training.exact;

import java.util.Arrays;

/**
 * Causal attention of the query heads that share a key and a value head, in one window. A part is
 * such a group; parts share nothing.
 *
 * <p>Row i has {@linkplain CausalWeights weights} for j up to i, and +0 from there to the end of
 * its block of 32 columns (or of the window), which chains over j run through. Weights are not
 * kept: the backward pass computes them again, with the same bits.
 */
final class HeadAttention {

  private static final int BLOCK = AttentionScratch.ROW_BLOCK;

  private final Dimensions d;
  private final float[] projected;
  private final float[] mixed;
  private final float[] statistics;
  private final float[] mixedGradients;
  private final float[] projectedGradients;
  private final int row;

  HeadAttention(
      Dimensions d,
      float[] projected,
      float[] mixed,
      float[] statistics,
      float[] mixedGradients,
      float[] projectedGradients) {
    this.d = d;
    this.projected = projected;
    this.mixed = mixed;
    this.statistics = statistics;
    this.mixedGradients = mixedGradients;
    this.projectedGradients = projectedGradients;
    this.row = d.projectedWidth();
  }

  private int group() {
    return d.heads() / d.keyValueHeads();
  }

  /** Where the statistics of a token's row in a head begin. */
  private int statistic(int token, int head) {
    return 2 * (token * d.heads() + head);
  }

  private int keyColumn(int part) {
    return d.width() + part % d.keyValueHeads() * d.headSize();
  }

  private int valueColumn(int part) {
    return keyColumn(part) + d.keyValueWidth();
  }

  void forward(int part, Worker worker) {
    AttentionScratch scratch = worker.attention();
    int window = part / d.keyValueHeads() * d.context();
    int size = d.headSize();
    scratch.keysTransposed.putTransposed(
        0, 0, size, d.context(), projected, window * row + keyColumn(part), row);
    scratch.values.put(0, 0, d.context(), size, projected, window * row + valueColumn(part), row);
    int firstHead = part % d.keyValueHeads() * group();
    for (int head = firstHead; head < firstHead + group(); head++) {
      for (int start = 0; start < d.context(); start += BLOCK) {
        int rows = Math.min(BLOCK, d.context() - start);
        scores(scratch, worker.kernels(), window + start, rows, start + rows, head);
        for (int i = 0; i < rows; i++) {
          CausalWeights.weigh(
              worker.kernels(),
              scratch.scores,
              i * d.context(),
              start + i + 1,
              start + rows,
              statistics,
              statistic(window + start + i, head));
        }
        scratch.values.multiply(
            worker.kernels(),
            rows,
            start + rows,
            size,
            scratch.scores,
            0,
            d.context(),
            1,
            mixed,
            (window + start) * d.width() + head * size,
            d.width(),
            Onto.STORE);
      }
    }
  }

  private void scores(
      AttentionScratch scratch, Kernels kernels, int token, int rows, int columns, int head) {
    scratch.keysTransposed.multiply(
        kernels,
        rows,
        d.headSize(),
        columns,
        projected,
        token * row + head * d.headSize(),
        row,
        1,
        scratch.scores,
        0,
        d.context(),
        Onto.STORE);
  }

  /** From the gradient of what the heads give to that of queries, keys and values. */
  void backward(int part, Worker worker) {
    AttentionScratch scratch = worker.attention();
    int window = part / d.keyValueHeads() * d.context();
    int size = d.headSize();
    int keyAt = window * row + keyColumn(part);
    int valueAt = window * row + valueColumn(part);
    scratch.keys.put(0, 0, d.context(), size, projected, keyAt, row);
    scratch.keysTransposed.putTransposed(0, 0, size, d.context(), projected, keyAt, row);
    scratch.valuesTransposed.putTransposed(0, 0, size, d.context(), projected, valueAt, row);
    Arrays.fill(scratch.keyGradients, 0f);
    Arrays.fill(scratch.valueGradients, 0f);
    int firstHead = part % d.keyValueHeads() * group();
    for (int head = firstHead; head < firstHead + group(); head++) {
      for (int start = 0; start < d.context(); start += BLOCK) {
        backward(scratch, worker.kernels(), window, start, head);
      }
    }
    for (int i = 0; i < d.context(); i++) {
      System.arraycopy(scratch.keyGradients, i * size, projectedGradients, keyAt + i * row, size);
      System.arraycopy(
          scratch.valueGradients, i * size, projectedGradients, valueAt + i * row, size);
    }
  }

  private void backward(
      AttentionScratch scratch, Kernels kernels, int window, int start, int head) {
    int rows = Math.min(BLOCK, d.context() - start);
    int columns = start + rows;
    int token = window + start;
    int size = d.headSize();
    int queryAt = token * row + head * size;
    int mixedAt = token * d.width() + head * size;
    scores(scratch, kernels, token, rows, columns, head);
    for (int i = 0; i < rows; i++) {
      CausalWeights.weighAgain(
          kernels,
          scratch.scores,
          i * d.context(),
          start + i + 1,
          columns,
          statistics,
          statistic(token + i, head));
    }
    scratch.valuesTransposed.multiply(
        kernels,
        rows,
        size,
        columns,
        mixedGradients,
        mixedAt,
        d.width(),
        1,
        scratch.scoreGradients,
        0,
        d.context(),
        Onto.STORE);
    for (int i = 0; i < rows; i++) {
      int at = i * d.context();
      float mean = kernels.dot(scratch.scores, at, scratch.scoreGradients, at, columns);
      kernels.softmaxGradient(scratch.scores, at, mean, scratch.scoreGradients, at, columns);
    }
    scratch.keys.multiply(
        kernels,
        rows,
        columns,
        size,
        scratch.scoreGradients,
        0,
        d.context(),
        1,
        projectedGradients,
        queryAt,
        row,
        Onto.STORE);
    addTransposed(
        scratch,
        kernels,
        rows,
        columns,
        scratch.scores,
        mixedGradients,
        mixedAt,
        d.width(),
        scratch.valueGradients);
    addTransposed(
        scratch,
        kernels,
        rows,
        columns,
        scratch.scoreGradients,
        projected,
        queryAt,
        row,
        scratch.keyGradients);
  }

  /** Goes on with the chains of {@code rowsᵀ·matrix}. */
  private void addTransposed(
      AttentionScratch scratch,
      Kernels kernels,
      int rows,
      int columns,
      float[] factors,
      float[] matrix,
      int at,
      int stride,
      float[] sums) {
    scratch.rows.put(0, 0, rows, d.headSize(), matrix, at, stride);
    scratch.rows.multiply(
        kernels,
        columns,
        rows,
        d.headSize(),
        factors,
        0,
        1,
        d.context(),
        sums,
        0,
        d.headSize(),
        Onto.CONTINUE);
  }
}
