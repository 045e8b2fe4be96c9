package io.lyceum.learner.training.cuda;

import io.lyceum.learner.training.exact.Dimensions;

/**
 * The rows of the embedding that the tokens choose. The gradient of a row is the sum over its
 * tokens in their order; it is kept apart from that of the output, with which it shares the
 * weights, until the batch is done.
 */
final class EmbeddingBlock implements Block {

  private final Frame frame;
  private final Dimensions d;
  private final DeviceMemory out;
  private final DeviceMemory sums;

  /**
   * @param sums memory for the sums of a batch; null where no gradients are computed
   */
  EmbeddingBlock(Frame frame, DeviceMemory out, DeviceMemory sums) {
    this.frame = frame;
    this.d = frame.dimensions();
    this.out = out;
    this.sums = sums;
  }

  @Override
  public void forward() {
    long size = (long) frame.tokens() * d.width();
    frame
        .launcher()
        .with(frame.weights())
        .with(frame.part().inputs())
        .with(out)
        .with(size)
        .with(d.width())
        .launch(Kernel.EMBED, Grid.ofElements(size));
  }

  @Override
  public void backward() {
    frame
        .launcher()
        .with(frame.flowing().stream())
        .with(frame.part().starts())
        .with(frame.part().positions())
        .with(sums)
        .with(d.width())
        .with(frame.part().first())
        .launch(
            Kernel.EMBEDDING_GRADIENT,
            new Grid(d.vocabulary(), Grid.parts(d.width(), Kernel.THREADS), 1));
  }

  /** Adds the sums to the gradient that the output left; once, after a batch. */
  void addSums() {
    long size = (long) d.vocabulary() * d.width();
    frame
        .launcher()
        .with(sums)
        .with(frame.gradients())
        .with(size)
        .launch(Kernel.ADD, Grid.ofElements(size));
  }
}
