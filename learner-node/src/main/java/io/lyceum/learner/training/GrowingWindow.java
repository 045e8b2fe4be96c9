package io.lyceum.learner.training;

import io.lyceum.learner.model.ModelSpecification;
import java.util.Arrays;

/** What a model sees of a text that grows: its last {@code context} tokens. */
public final class GrowingWindow {

  private final ModelSpecification specification;
  private byte[] tokens = {};
  private boolean slid;

  /** That of an empty text. */
  public GrowingWindow(ModelSpecification specification) {
    this.specification = specification;
  }

  /**
   * Makes the text longer.
   *
   * @throws IllegalArgumentException if there is no token
   */
  public void append(byte[] more) {
    if (more.length == 0) {
      throw new IllegalArgumentException("There is no token to append");
    }
    byte[] longer = Arrays.copyOf(tokens, tokens.length + more.length);
    System.arraycopy(more, 0, longer, tokens.length, more.length);
    tokens = TrainingEngine.window(specification, longer);
    slid |= tokens.length < longer.length;
  }

  /** A copy of the tokens. */
  public byte[] tokens() {
    return tokens.clone();
  }

  /** Whether the text is longer than the window, so that its tokens have moved in it. */
  public boolean hasSlid() {
    return slid;
  }
}
