package io.lyceum.learner.training.exact;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model that reads one text from its beginning and keeps the keys and values of its tokens, so
 * that each further token costs its own row alone. A row's bits do not depend on the rows that
 * follow it, finite numbers provided: those have the weight +0 in its attention, and adding +0
 * changes no sum but that of negative zeros. For use by one thread at a time.
 */
final class Decoder {

  private final ModelSpecification specification;
  private final Dimensions d;
  private final Kernels kernels;
  private final RowMemory rows;
  private final List<DecoderLayer> layers;
  private final Panels output;
  private final float[] scores;
  private float[] embedding = {};
  private float[] gains = {};
  private Tensors loaded;
  private int length;

  Decoder(ModelSpecification specification, Kernels kernels) {
    this.specification = specification;
    this.d = Dimensions.of(specification, specification.context());
    this.kernels = kernels;
    this.rows = RowMemory.of(d, kernels.panelColumns());
    Turns turns = Turns.of(d, specification.ropeTheta());
    this.layers =
        IntStream.range(0, d.layers())
            .mapToObj(layer -> new DecoderLayer(d, kernels, turns, rows))
            .toList();
    this.output = new Panels(d.width(), d.vocabulary(), kernels.panelColumns());
    this.scores = new float[d.vocabulary()];
  }

  ModelSpecification specification() {
    return specification;
  }

  /** Begins a new text, with weights of the specification. */
  void begin(Tensors parameters) {
    length = 0;
    if (parameters == loaded) {
      return;
    }
    loaded = null;
    embedding = parameters.copy(0);
    output.putTransposed(0, 0, d.width(), d.vocabulary(), embedding, 0, d.width());
    for (int layer = 0; layer < layers.size(); layer++) {
      layers.get(layer).load(parameters, 1 + DecoderLayer.TENSORS * layer);
    }
    gains = parameters.copy(parameters.count() - 1);
    loaded = parameters;
  }

  /**
   * Reads on.
   *
   * @param tokens at least one, and no more than the window has room for
   * @return the scores of all tokens to follow
   */
  float[] append(byte[] tokens) {
    for (int from = 0; from < tokens.length; from += RowMemory.ROWS) {
      int count = Math.min(RowMemory.ROWS, tokens.length - from);
      for (int i = 0; i < count; i++) {
        int row = Byte.toUnsignedInt(tokens[from + i]) * d.width();
        System.arraycopy(embedding, row, rows.stream(), i * d.width(), d.width());
      }
      for (DecoderLayer layer : layers) {
        layer.forward(length, count);
      }
      length += count;
    }
    int last = (tokens.length - 1) % RowMemory.ROWS * d.width();
    Norm.row(d, kernels, rows.stream(), last, gains, rows.normed(), 0);
    output.multiply(
        kernels, 1, rows.normed(), 0, d.width(), 1, scores, 0, d.vocabulary(), Onto.STORE);
    return Arrays.copyOf(scores, scores.length);
  }
}
