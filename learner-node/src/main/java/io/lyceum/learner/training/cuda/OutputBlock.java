package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.lyceum.learner.training.cuda.Product.Form;
import io.lyceum.learner.training.exact.Dimensions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The final norm, the scores of all tokens to follow ({@code norm(x)·embeddingᵀ}), and their cross
 * entropy with the tokens that do.
 */
final class OutputBlock implements Block {

  private final Frame frame;
  private final Dimensions d;
  private final DeviceMemory normed;
  private final DeviceMemory scores;
  private final DeviceMemory losses;
  private final Norm norm;

  /**
   * @param batchTokens the most tokens of a batch
   */
  OutputBlock(Frame frame, DeviceMemory x, long batchTokens, Workspace workspace) {
    this.frame = frame;
    this.d = frame.dimensions();
    long tokens = frame.part().mostTokens();
    this.normed = workspace.floats(tokens * d.width());
    this.scores = workspace.floats(tokens * d.vocabulary());
    this.losses = workspace.bytes(batchTokens * Double.BYTES);
    this.norm = new Norm(frame, x, frame.layout().finalGains(), normed, workspace.floats(tokens));
  }

  @Override
  public void forward() {
    norm.forward();
    Product.of(
            Form.NT,
            Matrix.of(normed, d.width()),
            frame.weight(0, d.width()),
            Matrix.of(scores, d.vocabulary()),
            frame.tokens(),
            d.vocabulary(),
            d.width())
        .launch(frame.launcher());
  }

  /** The losses alone. */
  void losses() {
    crossEntropy(false);
  }

  private void crossEntropy(boolean gradients) {
    frame
        .launcher()
        .with(scores)
        .with(frame.part().targets())
        .with(losses.address() + frame.part().firstToken() * Double.BYTES)
        .with(frame.tokens())
        .with(d.vocabulary())
        .with(frame.part().perToken())
        .with(gradients)
        .launch(Kernel.CROSS_ENTROPY, Grid.ofRows(frame.tokens()));
  }

  @Override
  public void backward() {
    crossEntropy(true);
    frame
        .flowing()
        .chunks()
        .ofMatrix(scores, d.vocabulary(), normed, d.width(), frame.gradients().address());
    Product.of(
            Form.NN,
            Matrix.of(scores, d.vocabulary()),
            frame.weight(0, d.width()),
            Matrix.of(frame.flowing().normed(), d.width()),
            frame.tokens(),
            d.width(),
            d.vocabulary())
        .launch(frame.launcher());
    norm.backward(true);
  }

  /**
   * The sum of a batch's losses in double, in the order of its tokens, after all of its parts.
   *
   * @param tokens of the batch
   */
  double sumOfLosses(int tokens) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(JAVA_DOUBLE, tokens);
      losses.get(host);
      double sum = 0;
      for (int token = 0; token < tokens; token++) {
        sum += host.getAtIndex(JAVA_DOUBLE, token);
      }
      return sum;
    }
  }

  /** The scores that follow a token of the part, after {@link #forward()}. */
  float[] scores(int token) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(JAVA_FLOAT, d.vocabulary());
      scores.get((long) token * d.vocabulary(), host);
      return host.toArray(JAVA_FLOAT);
    }
  }
}
