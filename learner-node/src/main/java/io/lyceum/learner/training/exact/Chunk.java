package io.lyceum.learner.training.exact;

/**
 * The tokens that are computed together, some whole windows of a batch: gradients of weights are
 * one chain over a chunk, and chunks are added in their order.
 */
final class Chunk {

  /** Rows that one part of an operation takes. */
  static final int ROW_BLOCK = 64;

  private final Dimensions dimensions;
  private final int[] inputs;
  private final int[] targets;
  private int windows;
  private float perToken;
  private boolean first;

  Chunk(Dimensions dimensions) {
    this.dimensions = dimensions;
    this.inputs = new int[dimensions.chunkTokens()];
    this.targets = new int[dimensions.chunkTokens()];
  }

  /**
   * Takes windows of a batch.
   *
   * @param from the first of them
   * @param count how many
   */
  void load(TokenWindows batch, int from, int count) {
    this.windows = count;
    this.perToken = 1f / (batch.windows() * dimensions.context());
    this.first = from == 0;
    for (int i = 0; i < tokens(); i++) {
      int window = from + i / dimensions.context();
      int position = i % dimensions.context();
      inputs[i] = batch.input(window, position);
      targets[i] = batch.target(window, position);
    }
  }

  int windows() {
    return windows;
  }

  int tokens() {
    return windows * dimensions.context();
  }

  int input(int token) {
    return inputs[token];
  }

  int target(int token) {
    return targets[token];
  }

  /** What each token counts in the mean over its batch. */
  float perToken() {
    return perToken;
  }

  /** What becomes of the chunk's gradients: those of the first replace what was there. */
  Onto onto() {
    return first ? Onto.STORE : Onto.ADD;
  }

  /** Blocks of rows, one for each part of an operation on tokens. */
  int blocks() {
    return (tokens() + ROW_BLOCK - 1) / ROW_BLOCK;
  }

  /** Rows of a block. */
  int rows(int block) {
    return Math.min(ROW_BLOCK, tokens() - block * ROW_BLOCK);
  }
}
