package io.lyceum.learner.data;

/**
 * Windows of a text: each row has {@code context + 1} tokens, of which the first {@code context}
 * are what the model sees and the last {@code context} what it shall predict.
 */
public final class Batch {

  private final int rows;
  private final int context;
  private final byte[] windows;

  /**
   * A batch of given tokens.
   *
   * @param windows {@code rows × (context + 1)} tokens, row by row; kept, not copied
   * @throws IllegalArgumentException if the length does not fit
   */
  public Batch(int rows, int context, byte[] windows) {
    if (windows.length != rows * (context + 1)) {
      throw new IllegalArgumentException(
          "%d rows of %d tokens are not %d bytes".formatted(rows, context + 1, windows.length));
    }
    this.rows = rows;
    this.context = context;
    this.windows = windows;
  }

  /** Number of windows. */
  public int rows() {
    return rows;
  }

  /** Tokens that the model sees in each window. */
  public int context() {
    return context;
  }

  /** The token (0 to 255) at a position of a row's input. */
  public int input(int row, int position) {
    return windows[row * (context + 1) + position] & 0xFF;
  }

  /** The token (0 to 255) that follows the input at a position. */
  public int target(int row, int position) {
    return windows[row * (context + 1) + position + 1] & 0xFF;
  }
}
