package io.lyceum.learner.training.cuda;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.training.exact.Dimensions;
import io.lyceum.learner.training.exact.TokenWindows;
import java.util.ArrayList;
import java.util.List;

/** A model on a device: computes losses, scores and gradients, part after part of a batch. */
final class Network {

  /** What a transformer block keeps for the way back. */
  private record LayerMemory(
      AttentionBlock.Memory attention, FeedForwardBlock.Memory feedForward, DeviceMemory middle) {

    static LayerMemory of(Dimensions d, long tokens, Workspace workspace) {
      return new LayerMemory(
          AttentionBlock.Memory.of(d, tokens, workspace),
          FeedForwardBlock.Memory.of(d, tokens, workspace),
          workspace.floats(tokens * d.width()));
    }
  }

  private final Part part;
  private final boolean recompute;
  private final EmbeddingBlock embedding;
  private final List<List<Block>> layers = new ArrayList<>();
  private final OutputBlock output;

  /**
   * @param batchWindows the most windows of a batch
   */
  Network(
      ModelSpecification model,
      Dimensions d,
      int batchWindows,
      Parameters parameters,
      CudaOptions options,
      Launcher launcher,
      Workspace workspace) {
    boolean training = parameters.gradients() != null;
    this.recompute = options.recompute();
    long bytes = Math.min(options.activationBytes(), launcher.device().freeMemory() / 2);
    int windows = new Footprint(d, training, recompute).windows(batchWindows, bytes);
    this.part = new Part(d, windows, workspace);
    long tokens = part.mostTokens();
    Frame frame =
        new Frame(
            d,
            part,
            launcher,
            parameters.layout(),
            parameters.weights(),
            parameters.gradients(),
            training ? Frame.Flowing.of(d, part, launcher, workspace) : null,
            new Rotation(d, model.ropeTheta(), launcher, workspace),
            workspace.floats(tokens * d.heads() * d.context()));
    DeviceMemory x = workspace.floats(tokens * d.width());
    this.embedding =
        new EmbeddingBlock(
            frame, x, training ? workspace.floats((long) d.vocabulary() * d.width()) : null);
    LayerMemory shared = LayerMemory.of(d, tokens, workspace);
    for (int layer = 0; layer < d.layers(); layer++) {
      LayerMemory memory =
          layer == 0 || recompute || !training ? shared : LayerMemory.of(d, tokens, workspace);
      DeviceMemory out = workspace.floats(tokens * d.width());
      ParameterLayout.Layer weights = parameters.layout().layer(layer);
      layers.add(
          List.of(
              new AttentionBlock(frame, weights, memory.attention(), x, memory.middle()),
              new FeedForwardBlock(frame, weights, memory.feedForward(), memory.middle(), out)));
      x = out;
    }
    this.output = new OutputBlock(frame, x, (long) batchWindows * d.context(), workspace);
  }

  /** Computes the gradients of a batch's mean loss; returns before they are there. */
  void gradients(TokenWindows batch) {
    for (int from = 0; from < batch.windows(); from += part.windows()) {
      part.load(batch, from);
      forward();
      output.backward();
      for (List<Block> blocks : layers.reversed()) {
        if (recompute) {
          blocks.forEach(Block::forward);
        }
        blocks.reversed().forEach(Block::backward);
      }
      embedding.backward();
    }
    embedding.addSums();
  }

  /** The mean loss of a batch alone. */
  double loss(TokenWindows batch) {
    for (int from = 0; from < batch.windows(); from += part.windows()) {
      part.load(batch, from);
      forward();
      output.losses();
    }
    return meanLoss(batch);
  }

  /** The mean loss in nats per token of a batch whose gradients were computed. */
  double meanLoss(TokenWindows batch) {
    int tokens = batch.windows() * batch.context();
    return output.sumOfLosses(tokens) / tokens;
  }

  /** The scores of all tokens to follow a position of the only window. */
  float[] scores(TokenWindows window, int position) {
    part.load(window, 0);
    forward();
    return output.scores(position);
  }

  private void forward() {
    embedding.forward();
    layers.forEach(blocks -> blocks.forEach(Block::forward));
    output.forward();
  }
}
