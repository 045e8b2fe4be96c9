package io.lyceum.learner.training.exact;

import io.lyceum.learner.model.ModelSpecification;

/**
 * The sizes of a model on windows of some length.
 *
 * @param layers transformer blocks
 * @param width of the residual stream
 * @param heads query heads
 * @param keyValueHeads key and value heads
 * @param headSize components of a head
 * @param feedForward inner size of the feed-forward
 * @param vocabulary number of tokens
 * @param context tokens of a window
 * @param epsilon added to mean squares
 */
public record Dimensions(
    int layers,
    int width,
    int heads,
    int keyValueHeads,
    int headSize,
    int feedForward,
    int vocabulary,
    int context,
    float epsilon) {

  /** Tokens whose gradients of weights make one chain, as far as whole windows allow. */
  private static final int CHUNK_TOKENS = 512;

  /** Those of a specification. */
  public static Dimensions of(ModelSpecification model, int context) {
    return new Dimensions(
        model.layers(),
        model.width(),
        model.heads(),
        model.keyValueHeads(),
        model.headSize(),
        model.feedForward(),
        model.vocabulary(),
        context,
        (float) model.normEpsilon());
  }

  /** Columns of the keys, and of the values, of all heads. */
  public int keyValueWidth() {
    return keyValueHeads * headSize;
  }

  /** Columns of queries, keys and values beside each other. */
  public int projectedWidth() {
    return width + 2 * keyValueWidth();
  }

  /** Windows of a chunk: as many as {@value #CHUNK_TOKENS} tokens hold, but at least one. */
  public int chunkWindows() {
    return Math.max(1, CHUNK_TOKENS / context);
  }

  /** Most tokens of a chunk. */
  public int chunkTokens() {
    return chunkWindows() * context;
  }
}
