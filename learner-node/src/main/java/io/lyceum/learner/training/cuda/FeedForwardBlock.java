package io.lyceum.learner.training.cuda;

import io.lyceum.learner.training.exact.Dimensions;

/**
 * {@code out = x + swiGlu(norm(x)·gate, norm(x)·up)·down}: the second half of a transformer block.
 */
final class FeedForwardBlock implements Block {

  /**
   * What the forward pass leaves for the backward one.
   *
   * @param normed the normalised stream
   * @param inverses of the norm
   * @param inner gates and ups of each token beside each other
   * @param active their product
   */
  record Memory(
      DeviceMemory normed, DeviceMemory inverses, DeviceMemory inner, DeviceMemory active) {

    static Memory of(Dimensions d, long tokens, Workspace workspace) {
      return new Memory(
          workspace.floats(tokens * d.width()),
          workspace.floats(tokens),
          workspace.floats(tokens * 2 * d.feedForward()),
          workspace.floats(tokens * d.feedForward()));
    }
  }

  private final Frame frame;
  private final Memory memory;
  private final DeviceMemory x;
  private final DeviceMemory out;
  private final Norm norm;
  private final Linear inner;
  private final Linear down;
  private final int size;

  FeedForwardBlock(
      Frame frame, ParameterLayout.Layer weights, Memory memory, DeviceMemory x, DeviceMemory out) {
    this.frame = frame;
    this.memory = memory;
    this.x = x;
    this.out = out;
    this.size = frame.dimensions().feedForward();
    this.norm = new Norm(frame, x, weights.feedForwardGains(), memory.normed(), memory.inverses());
    this.inner = new Linear(frame, weights.inner(), frame.width(), 2 * size);
    this.down = new Linear(frame, weights.down(), size, frame.width());
  }

  private long elements() {
    return (long) frame.tokens() * size;
  }

  @Override
  public void forward() {
    norm.forward();
    inner.forward(memory.normed(), memory.inner());
    frame
        .launcher()
        .with(memory.inner())
        .with(memory.active())
        .with(elements())
        .with(size)
        .launch(Kernel.SWIGLU, Grid.ofElements(elements()));
    down.forward(memory.active(), x, out);
  }

  @Override
  public void backward() {
    Frame.Flowing flowing = frame.flowing();
    down.gradient(memory.active(), flowing.stream());
    down.backward(flowing.stream(), flowing.active());
    frame
        .launcher()
        .with(flowing.active())
        .with(memory.inner())
        .with(flowing.inner())
        .with(elements())
        .with(size)
        .launch(Kernel.SWIGLU_GRADIENT, Grid.ofElements(elements()));
    inner.backward(flowing.inner(), flowing.normed());
    inner.gradient(memory.normed(), flowing.inner());
    norm.backward(false);
  }
}
