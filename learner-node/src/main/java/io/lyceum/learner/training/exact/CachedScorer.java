package io.lyceum.learner.training.exact;

import io.lyceum.learner.training.GrowingWindow;
import io.lyceum.learner.training.TextScorer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Computes the rows of new tokens only, while the text is not longer than the window. Beyond that
 * every token moves to another position with each new one, and the whole window is computed again.
 */
final class CachedScorer implements TextScorer {

  private final Decoder decoder;
  private final Function<byte[], float[]> windows;
  private final Consumer<Decoder> givenBack;
  private final GrowingWindow window;
  private boolean open = true;

  /**
   * @param decoder of which no token is known yet
   * @param windows computes a whole window
   * @param givenBack takes the decoder in the end
   */
  CachedScorer(Decoder decoder, Function<byte[], float[]> windows, Consumer<Decoder> givenBack) {
    this.decoder = decoder;
    this.windows = windows;
    this.givenBack = givenBack;
    this.window = new GrowingWindow(decoder.specification());
  }

  @Override
  public float[] append(byte... tokens) {
    if (!open) {
      throw new IllegalStateException("The scorer is closed");
    }
    window.append(tokens);
    return window.hasSlid() ? windows.apply(window.tokens()) : decoder.append(tokens);
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      givenBack.accept(decoder);
    }
  }
}
