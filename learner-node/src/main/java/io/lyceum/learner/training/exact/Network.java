package io.lyceum.learner.training.exact;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import java.util.ArrayList;
import java.util.List;

/** A model's weights with their gradients, and the operations that compute a chunk with them. */
final class Network {

  /** What all blocks share. */
  record Frame(
      Dimensions dimensions, Chunk chunk, Gradients gradients, Turns turns, int panelColumns) {

    Panels panels(int depth, int columns) {
      return new Panels(depth, columns, panelColumns);
    }
  }

  private final Dimensions dimensions;
  private final Chunk chunk;
  private final List<Tensor> tensors;
  private final OutputBlock output;
  private final List<Operation> layOut = new ArrayList<>();
  private final List<Operation> forward = new ArrayList<>();
  private final List<Operation> backward = new ArrayList<>();
  private final Operation embeddingTotal;

  /**
   * @param context tokens of a window
   * @param options whose kernels lay out the panels; where layers recompute they share their memory
   */
  Network(ModelSpecification model, int context, ExactOptions options) {
    boolean recompute = options.recompute();
    int panelColumns = options.kernels().create().panelColumns();
    this.dimensions = Dimensions.of(model, context);
    this.chunk = new Chunk(dimensions);
    this.tensors = model.tensors().stream().map(tensor -> Tensor.of(tensor.size())).toList();
    Frame frame =
        new Frame(
            dimensions,
            chunk,
            Gradients.of(dimensions, panelColumns),
            Turns.of(dimensions, model.ropeTheta()),
            panelColumns);
    float[] x = stream();
    EmbeddingBlock embedding = new EmbeddingBlock(frame, tensors.getFirst(), x);
    List<List<Block>> layers = new ArrayList<>();
    LayerMemory shared = LayerMemory.of(dimensions);
    for (int layer = 0; layer < dimensions.layers(); layer++) {
      LayerMemory memory = recompute || layer == 0 ? shared : LayerMemory.of(dimensions);
      float[] out = stream();
      layers.add(layer(frame, 1 + 9 * layer, memory, x, out));
      x = out;
    }
    this.output = new OutputBlock(frame, tensors.getLast(), tensors.getFirst(), x);
    this.embeddingTotal = embedding.total();

    layers.forEach(blocks -> blocks.forEach(block -> layOut.addAll(block.layOut())));
    layOut.addAll(output.layOut());
    forward.addAll(embedding.forward());
    layers.forEach(blocks -> blocks.forEach(block -> forward.addAll(block.forward())));
    forward.addAll(output.forward());
    backward.addAll(output.backward());
    for (List<Block> blocks : layers.reversed()) {
      if (recompute) {
        blocks.forEach(block -> backward.addAll(block.forward()));
      }
      blocks.reversed().forEach(block -> backward.addAll(block.backward()));
    }
    backward.addAll(embedding.backward());
  }

  /** What a transformer block keeps for the way back. */
  private record LayerMemory(
      AttentionBlock.Memory attention, FeedForwardBlock.Memory feedForward, float[] middle) {

    static LayerMemory of(Dimensions d) {
      return new LayerMemory(
          AttentionBlock.Memory.of(d),
          FeedForwardBlock.Memory.of(d),
          new float[d.chunkTokens() * d.width()]);
    }
  }

  private List<Block> layer(Frame frame, int first, LayerMemory memory, float[] x, float[] out) {
    return List.of(
        new AttentionBlock(
            frame,
            new AttentionBlock.Weights(
                tensors.get(first),
                tensors.get(first + 1),
                tensors.get(first + 2),
                tensors.get(first + 3),
                tensors.get(first + 4)),
            memory.attention(),
            x,
            memory.middle()),
        new FeedForwardBlock(
            frame,
            new FeedForwardBlock.Weights(
                tensors.get(first + 5),
                tensors.get(first + 6),
                tensors.get(first + 7),
                tensors.get(first + 8)),
            memory.feedForward(),
            memory.middle(),
            out));
  }

  private float[] stream() {
    return new float[dimensions.chunkTokens() * dimensions.width()];
  }

  /** The tensors in the specification's order. */
  List<Tensor> tensors() {
    return tensors;
  }

  Dimensions dimensions() {
    return dimensions;
  }

  /** Takes copies of weights. */
  void load(Tensors parameters, Workers workers) {
    for (int i = 0; i < tensors.size(); i++) {
      float[] values = tensors.get(i).values();
      System.arraycopy(parameters.copy(i), 0, values, 0, values.length);
    }
    layOut(workers);
  }

  /** After each change of the weights: lays them out for products. */
  void layOut(Workers workers) {
    layOut.forEach(workers::run);
  }

  /**
   * Computes the gradients of a batch's mean loss, in the tensors.
   *
   * @return the mean loss in nats per token, summed in double in the order of the tokens
   */
  double gradients(TokenWindows batch, Workers workers) {
    double sum = 0;
    for (int from = 0; from < batch.windows(); from += dimensions.chunkWindows()) {
      load(batch, from);
      run(forward, workers);
      run(backward, workers);
      sum = addLosses(sum);
    }
    workers.run(embeddingTotal);
    return sum / tokens(batch);
  }

  /** The mean loss of a batch alone. */
  double loss(TokenWindows batch, Workers workers) {
    double sum = 0;
    for (int from = 0; from < batch.windows(); from += dimensions.chunkWindows()) {
      load(batch, from);
      run(forward, workers);
      run(output.losses(), workers);
      sum = addLosses(sum);
    }
    return sum / tokens(batch);
  }

  /** The scores of all tokens to follow a position of the only window. */
  float[] scores(TokenWindows window, int position, Workers workers) {
    load(window, 0);
    run(forward, workers);
    return output.scores(position);
  }

  private void load(TokenWindows batch, int from) {
    chunk.load(batch, from, Math.min(dimensions.chunkWindows(), batch.windows() - from));
  }

  private static void run(List<Operation> operations, Workers workers) {
    for (int i = 0; i < operations.size(); i++) {
      workers.run(operations.get(i));
    }
  }

  private double addLosses(double sum) {
    double total = sum;
    for (int token = 0; token < chunk.tokens(); token++) {
      total += output.loss(token);
    }
    return total;
  }

  private static int tokens(TokenWindows batch) {
    return batch.windows() * batch.context();
  }
}
