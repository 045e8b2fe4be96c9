package io.lyceum.learner.training.exact;

import java.util.Arrays;
import java.util.List;

/**
 * The rows of the embedding that the tokens choose. The gradient of a row is the sum over its
 * tokens in their order; it is kept apart from that of the output, with which it shares the
 * weights, until all chunks are done.
 */
final class EmbeddingBlock implements Block {

  private final Dimensions d;
  private final Chunk chunk;
  private final Tensor embedding;
  private final float[] out;
  private final Gradients gradients;
  private final float[] sums;

  EmbeddingBlock(Network.Frame frame, Tensor embedding, float[] out) {
    this.d = frame.dimensions();
    this.chunk = frame.chunk();
    this.embedding = embedding;
    this.out = out;
    this.gradients = frame.gradients();
    this.sums = new float[d.vocabulary() * d.width()];
  }

  @Override
  public List<Operation> layOut() {
    return List.of();
  }

  @Override
  public List<Operation> forward() {
    return List.of(
        Operations.onRows(
            chunk,
            (block, worker) -> {
              int first = block * Chunk.ROW_BLOCK;
              for (int token = first; token < first + chunk.rows(block); token++) {
                System.arraycopy(
                    embedding.values(),
                    chunk.input(token) * d.width(),
                    out,
                    token * d.width(),
                    d.width());
              }
            }));
  }

  @Override
  public List<Operation> backward() {
    return List.of(
        Operations.onBlocks(
            d.width(),
            (part, worker) -> {
              int column = part * Chunk.ROW_BLOCK;
              int size = Math.min(Chunk.ROW_BLOCK, d.width() - column);
              if (chunk.onto() == Onto.STORE) {
                for (int row = 0; row < d.vocabulary(); row++) {
                  Arrays.fill(sums, row * d.width() + column, row * d.width() + column + size, 0f);
                }
              }
              for (int token = 0; token < chunk.tokens(); token++) {
                worker
                    .kernels()
                    .add(
                        gradients.stream(),
                        token * d.width() + column,
                        sums,
                        chunk.input(token) * d.width() + column,
                        size);
              }
            }));
  }

  /** Adds the sums to the gradient that the output left; once, after all chunks. */
  Operation total() {
    return Operations.onBlocks(
        d.vocabulary(),
        (part, worker) -> {
          int at = part * Chunk.ROW_BLOCK * d.width();
          int size = Math.min(Chunk.ROW_BLOCK * d.width(), sums.length - at);
          worker.kernels().add(sums, at, embedding.gradients(), at, size);
        });
  }
}
