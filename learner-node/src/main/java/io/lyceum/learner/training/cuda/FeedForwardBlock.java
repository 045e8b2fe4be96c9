package io.lyceum.learner.training.cuda;

import io.lyceum.learner.training.cuda.Product.Form;
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
  private final ParameterLayout.Layer weights;
  private final Memory memory;
  private final DeviceMemory x;
  private final DeviceMemory out;
  private final Norm norm;
  private final int width;
  private final int size;

  FeedForwardBlock(
      Frame frame, ParameterLayout.Layer weights, Memory memory, DeviceMemory x, DeviceMemory out) {
    this.frame = frame;
    this.weights = weights;
    this.memory = memory;
    this.x = x;
    this.out = out;
    this.norm = new Norm(frame, x, weights.feedForwardGains(), memory.normed(), memory.inverses());
    this.width = frame.width();
    this.size = frame.dimensions().feedForward();
  }

  private long elements() {
    return (long) frame.tokens() * size;
  }

  @Override
  public void forward() {
    norm.forward();
    Product.of(
            Form.NN,
            Matrix.of(memory.normed(), width),
            frame.weight(weights.inner(), 2 * size),
            Matrix.of(memory.inner(), 2 * size),
            frame.tokens(),
            2 * size,
            width)
        .launch(frame.launcher());
    frame
        .launcher()
        .with(memory.inner())
        .with(memory.active())
        .with(elements())
        .with(size)
        .launch(Kernel.SWIGLU, Grid.ofElements(elements()));
    Product.of(
            Form.NN,
            Matrix.of(memory.active(), size),
            frame.weight(weights.down(), width),
            Matrix.of(out, width),
            frame.tokens(),
            width,
            size)
        .addedTo(x)
        .launch(frame.launcher());
  }

  @Override
  public void backward() {
    Frame.Flowing flowing = frame.flowing();
    flowing
        .chunks()
        .ofMatrix(
            memory.active(),
            size,
            flowing.stream(),
            width,
            frame.gradients().address(weights.down()));
    Product.of(
            Form.NT,
            Matrix.of(flowing.stream(), width),
            frame.weight(weights.down(), width),
            Matrix.of(flowing.active(), size),
            frame.tokens(),
            size,
            width)
        .launch(frame.launcher());
    frame
        .launcher()
        .with(flowing.active())
        .with(memory.inner())
        .with(flowing.inner())
        .with(elements())
        .with(size)
        .launch(Kernel.SWIGLU_GRADIENT, Grid.ofElements(elements()));
    Product.of(
            Form.NT,
            Matrix.of(flowing.inner(), 2 * size),
            frame.weight(weights.inner(), 2 * size),
            Matrix.of(flowing.normed(), width),
            frame.tokens(),
            width,
            2 * size)
        .launch(frame.launcher());
    flowing
        .chunks()
        .ofMatrix(
            memory.normed(),
            width,
            flowing.inner(),
            2 * size,
            frame.gradients().address(weights.inner()));
    norm.backward(false);
  }
}
