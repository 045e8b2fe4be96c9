package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.exact.Dimensions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a model's tensors stand in one stretch of a device's memory; weights, gradients and moments
 * all stand so. What one product multiplies with stands as one matrix: queries, keys and values
 * beside each other, and gates and ups. Matrices come first, gains last, since only matrices decay.
 */
final class ParameterLayout {

  /**
   * Where a tensor stands.
   *
   * @param offset of its first element
   * @param rows of the tensor
   * @param columns of the tensor
   * @param stride from row to row
   */
  record Place(long offset, int rows, int columns, int stride) {}

  /**
   * Where a layer's matrices and gains stand: offsets of their first elements.
   *
   * @param projection queries, keys and values
   * @param inner gates and ups
   */
  record Layer(
      long attentionGains,
      long projection,
      long output,
      long feedForwardGains,
      long inner,
      long down) {}

  private final List<Layer> layers = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final long finalGains;
  private final long matrices;
  private final long size;

  ParameterLayout(Dimensions d) {
    long width = d.width();
    long projection = width * d.projectedWidth();
    long output = width * width;
    long inner = width * 2 * d.feedForward();
    long down = width * d.feedForward();
    long layerMatrices = projection + output + inner + down;
    long embedding = d.vocabulary() * width;
    this.matrices = embedding + d.layers() * layerMatrices;
    for (int layer = 0; layer < d.layers(); layer++) {
      long first = embedding + layer * layerMatrices;
      long gains = matrices + 2 * width * layer;
      layers.add(
          new Layer(
              gains,
              first,
              first + projection,
              gains + width,
              first + projection + output,
              first + projection + output + inner));
    }
    this.finalGains = matrices + 2 * width * d.layers();
    this.size = finalGains + width;
    place(d);
  }

  private void place(Dimensions d) {
    places.add(new Place(0, d.vocabulary(), d.width(), d.width()));
    for (Layer layer : layers) {
      int keys = d.keyValueWidth();
      int row = d.projectedWidth();
      long projection = layer.projection();
      places.add(gains(layer.attentionGains(), d));
      places.add(new Place(projection, d.width(), d.width(), row));
      places.add(new Place(projection + d.width(), d.width(), keys, row));
      places.add(new Place(projection + d.width() + keys, d.width(), keys, row));
      places.add(new Place(layer.output(), d.width(), d.width(), d.width()));
      places.add(gains(layer.feedForwardGains(), d));
      int size = d.feedForward();
      places.add(new Place(layer.inner(), d.width(), size, 2 * size));
      places.add(new Place(layer.inner() + size, d.width(), size, 2 * size));
      places.add(new Place(layer.down(), size, d.width(), d.width()));
    }
    places.add(gains(finalGains, d));
  }

  private static Place gains(long offset, Dimensions d) {
    return new Place(offset, 1, d.width(), d.width());
  }

  Layer layer(int index) {
    return layers.get(index);
  }

  long finalGains() {
    return finalGains;
  }

  /** The places of the tensors, in the specification's order. */
  List<Place> places() {
    return places;
  }

  /** Elements of all matrices, which stand before the gains. */
  long matrices() {
    return matrices;
  }

  /** Elements of all tensors. */
  long size() {
    return size;
  }

  /** Copies tensors to a device. */
  void put(Tensors tensors, DeviceMemory memory) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(JAVA_FLOAT, size);
      for (int t = 0; t < places.size(); t++) {
        Place place = places.get(t);
        float[] values = tensors.copy(t);
        for (int row = 0; row < place.rows(); row++) {
          MemorySegment.copy(
              values,
              row * place.columns(),
              host,
              JAVA_FLOAT,
              (place.offset() + (long) row * place.stride()) * Float.BYTES,
              place.columns());
        }
      }
      memory.put(host);
    }
  }

  /** Brings tensors back, as one array each. */
  List<float[]> get(DeviceMemory memory) {
    List<float[]> tensors = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(JAVA_FLOAT, size);
      memory.get(host);
      for (int t = 0; t < places.size(); t++) {
        Place place = places.get(t);
        float[] values = new float[place.rows() * place.columns()];
        for (int row = 0; row < place.rows(); row++) {
          MemorySegment.copy(
              host,
              JAVA_FLOAT,
              (place.offset() + (long) row * place.stride()) * Float.BYTES,
              values,
              row * place.columns(),
              place.columns());
        }
        tensors.add(values);
      }
    }
    return tensors;
  }
}
