package io.lyceum.learner.training.exact;

import io.lyceum.learner.data.Batch;

/** Windows of tokens with those that follow them. */
public interface TokenWindows {

  /** How many windows. */
  int windows();

  /** Tokens of each window. */
  int context();

  /** The token at a position of a window. */
  int input(int window, int position);

  /** The token that follows it. */
  int target(int window, int position);

  /** A batch of bytes. */
  static TokenWindows of(Batch batch) {
    return new TokenWindows() {
      @Override
      public int windows() {
        return batch.rows();
      }

      @Override
      public int context() {
        return batch.context();
      }

      @Override
      public int input(int window, int position) {
        return batch.input(window, position);
      }

      @Override
      public int target(int window, int position) {
        return batch.target(window, position);
      }
    };
  }

  /** One window that holds a text, and token 0 where that is shorter. */
  static TokenWindows of(byte[] text, int context) {
    return new TokenWindows() {
      @Override
      public int windows() {
        return 1;
      }

      @Override
      public int context() {
        return context;
      }

      @Override
      public int input(int window, int position) {
        return position < text.length ? text[position] & 0xFF : 0;
      }

      @Override
      public int target(int window, int position) {
        return input(window, position + 1);
      }
    };
  }
}
