package io.lyceum.learner.training.cuda;

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
  private final Memory memory;
  private final DeviceMemory x;
  private final DeviceMemory out;
  private final Norm norm;
  private final Linear projection;
  private final Attention attention;
  private final Linear output;

  AttentionBlock(
      Frame frame, ParameterLayout.Layer weights, Memory memory, DeviceMemory x, DeviceMemory out) {
    this.frame = frame;
    this.memory = memory;
    this.x = x;
    this.out = out;
    this.norm = new Norm(frame, x, weights.attentionGains(), memory.normed(), memory.inverses());
    this.projection =
        new Linear(frame, weights.projection(), frame.width(), frame.dimensions().projectedWidth());
    this.attention = new Attention(frame, memory.projected(), memory.mixed());
    this.output = new Linear(frame, weights.output(), frame.width(), frame.width());
  }

  @Override
  public void forward() {
    norm.forward();
    projection.forward(memory.normed(), memory.projected());
    frame.rotation().turn(memory.projected(), frame.tokens(), 1f);
    attention.forward();
    output.forward(memory.mixed(), x, out);
  }

  @Override
  public void backward() {
    Frame.Flowing flowing = frame.flowing();
    output.gradient(memory.mixed(), flowing.stream());
    output.backward(flowing.stream(), flowing.mixed());
    attention.backward();
    frame.rotation().turn(flowing.projected(), frame.tokens(), -1f);
    projection.backward(flowing.projected(), flowing.normed());
    projection.gradient(memory.normed(), flowing.projected());
    norm.backward(false);
  }
}
