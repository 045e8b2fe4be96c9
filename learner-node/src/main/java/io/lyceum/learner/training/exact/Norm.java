package io.lyceum.learner.training.exact;

import java.util.Arrays;

/**
 * RMSNorm (Zhang and Sennrich 2019) of rows: {@code (x·r)·gains} with {@code r = 1 / √(Σx² / width
 * + ε)}, the sum a lane sum.
 *
 * @param x what comes in, a row for each token
 * @param gains the weights
 * @param y what goes out
 * @param inverses r of each token
 */
record Norm(
    Dimensions dimensions, Chunk chunk, float[] x, Tensor gains, float[] y, float[] inverses) {

  /** Normalises the tokens of a block. */
  void forward(int block, Kernels kernels) {
    int first = block * Chunk.ROW_BLOCK;
    int width = dimensions.width();
    for (int token = first; token < first + chunk.rows(block); token++) {
      int at = token * width;
      inverses[token] = row(dimensions, kernels, x, at, gains.values(), y, at);
    }
  }

  /** Normalises one row; returns its r. */
  static float row(
      Dimensions d, Kernels kernels, float[] x, int xAt, float[] gains, float[] y, int yAt) {
    float square = kernels.dot(x, xAt, x, xAt, d.width()) / d.width();
    float inverse = 1f / (float) Math.sqrt(square + d.epsilon());
    kernels.normalise(x, xAt, inverse, gains, 0, y, yAt, d.width());
    return inverse;
  }

  /**
   * Adds the gradients of the x of a block's tokens: with {@code t = d·gains} and {@code k =
   * ((r·r)·r)·(Σt·x / width)} each element becomes {@code fma(-k, x, fma(r, t, ·))}.
   *
   * @param d the gradient of y
   * @param gradient what the gradient of x is added to
   */
  void backward(int block, float[] d, float[] gradient, Worker worker) {
    int first = block * Chunk.ROW_BLOCK;
    int width = dimensions.width();
    Kernels kernels = worker.kernels();
    float[] t = worker.row();
    for (int token = first; token < first + chunk.rows(block); token++) {
      int at = token * width;
      kernels.multiply(d, at, gains.values(), 0, t, 0, width);
      float inverse = inverses[token];
      float k = inverse * inverse * inverse * (kernels.dot(t, 0, x, at, width) / width);
      kernels.addNormGradient(inverse, t, 0, k, x, at, gradient, at, width);
    }
  }

  /** The gradients of the gains: a chain over the chunk's tokens for each. */
  Operation gainGradient(float[] d) {
    float[] chain = new float[dimensions.width()];
    return Operations.onBlocks(
        dimensions.width(),
        (part, worker) -> {
          int at = part * Chunk.ROW_BLOCK;
          int size = Math.min(Chunk.ROW_BLOCK, dimensions.width() - at);
          Arrays.fill(chain, at, at + size, 0f);
          for (int token = 0; token < chunk.tokens(); token++) {
            int row = token * dimensions.width() + at;
            worker.kernels().addGainGradient(d, row, x, row, inverses[token], chain, at, size);
          }
          if (chunk.onto() == Onto.STORE) {
            System.arraycopy(chain, at, gains.gradients(), at, size);
          } else {
            worker.kernels().add(chain, at, gains.gradients(), at, size);
          }
        });
  }
}
