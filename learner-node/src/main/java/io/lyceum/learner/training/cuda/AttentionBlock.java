package io.lyceum.learner.training.cuda;

import io.lyceum.learner.training.cuda.Product.Form;
import io.lyceum.learner.training.exact.Dimensions;

/** {@code out = x + attention(norm(x))·output}: the first half of a transformer block. */
final class AttentionBlock implements Block {

  /**
   * What the forward pass leaves for the backward one.
   *
   * @param normed the normalised stream
   * @param inverses of the norm
   * @param projected queries, keys and values of each token beside each other, turned
   * @param mixed what the heads give
   */
  record Memory(
      DeviceMemory normed, DeviceMemory inverses, DeviceMemory projected, DeviceMemory mixed) {

    static Memory of(Dimensions d, long tokens, Workspace workspace) {
      return new Memory(
          workspace.floats(tokens * d.width()),
          workspace.floats(tokens),
          workspace.floats(tokens * d.projectedWidth()),
          workspace.floats(tokens * d.width()));
    }
  }

  private final Frame frame;
  private final ParameterLayout.Layer weights;
  private final Memory memory;
  private final DeviceMemory x;
  private final DeviceMemory out;
  private final Norm norm;
  private final Attention attention;
  private final int width;
  private final int projectedWidth;

  AttentionBlock(
      Frame frame, ParameterLayout.Layer weights, Memory memory, DeviceMemory x, DeviceMemory out) {
    this.frame = frame;
    this.weights = weights;
    this.memory = memory;
    this.x = x;
    this.out = out;
    this.norm = new Norm(frame, x, weights.attentionGains(), memory.normed(), memory.inverses());
    this.attention = new Attention(frame, memory.projected(), memory.mixed());
    this.width = frame.width();
    this.projectedWidth = frame.dimensions().projectedWidth();
  }

  @Override
  public void forward() {
    norm.forward();
    Product.of(
            Form.NN,
            Matrix.of(memory.normed(), width),
            frame.weight(weights.projection(), projectedWidth),
            Matrix.of(memory.projected(), projectedWidth),
            frame.tokens(),
            projectedWidth,
            width)
        .launch(frame.launcher());
    frame.rotation().turn(memory.projected(), frame.tokens(), 1f);
    attention.forward();
    Product.of(
            Form.NN,
            Matrix.of(memory.mixed(), width),
            frame.weight(weights.output(), width),
            Matrix.of(out, width),
            frame.tokens(),
            width,
            width)
        .addedTo(x)
        .launch(frame.launcher());
  }

  @Override
  public void backward() {
    Frame.Flowing flowing = frame.flowing();
    flowing
        .chunks()
        .ofMatrix(
            memory.mixed(),
            width,
            flowing.stream(),
            width,
            frame.gradients().address(weights.output()));
    Product.of(
            Form.NT,
            Matrix.of(flowing.stream(), width),
            frame.weight(weights.output(), width),
            Matrix.of(flowing.mixed(), width),
            frame.tokens(),
            width,
            width)
        .launch(frame.launcher());
    attention.backward();
    frame.rotation().turn(flowing.projected(), frame.tokens(), -1f);
    Product.of(
            Form.NT,
            Matrix.of(flowing.projected(), projectedWidth),
            frame.weight(weights.projection(), projectedWidth),
            Matrix.of(flowing.normed(), width),
            frame.tokens(),
            width,
            projectedWidth)
        .launch(frame.launcher());
    flowing
        .chunks()
        .ofMatrix(
            memory.normed(),
            width,
            flowing.projected(),
            projectedWidth,
            frame.gradients().address(weights.projection()));
    norm.backward(false);
  }
}
