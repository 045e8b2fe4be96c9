package io.lyceum.learner.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The fp32 values of all tensors of a specification, in its order, row by row: the parameters of a
 * model, or moments of the same shapes. Never changed after construction. Equal when every bit is.
 */
public final class Tensors {

  private final ModelSpecification specification;
  private final float[][] values;

  private Tensors(ModelSpecification specification, float[][] values) {
    this.specification = specification;
    this.values = values;
  }

  /**
   * Takes copies of arrays, one for each tensor.
   *
   * @throws IllegalArgumentException if the arrays do not have the specification's sizes
   */
  public static Tensors of(ModelSpecification specification, List<float[]> arrays) {
    List<TensorDescription> descriptions = specification.tensors();
    if (arrays.size() != descriptions.size()) {
      throw new IllegalArgumentException(
          "The model has %d tensors, not %d".formatted(descriptions.size(), arrays.size()));
    }
    float[][] values = new float[arrays.size()][];
    for (int i = 0; i < values.length; i++) {
      requireSize(descriptions.get(i), arrays.get(i).length);
      values[i] = arrays.get(i).clone();
    }
    return new Tensors(specification, values);
  }

  /** The first parameters of a model: fixed by the specification and its seed alone. */
  public static Tensors initial(ModelSpecification specification) {
    return InitialParameters.of(specification);
  }

  /** All values zero, as moments are at the start of a proof. */
  public static Tensors zeros(ModelSpecification specification) {
    return new Tensors(
        specification,
        specification.tensors().stream()
            .map(description -> new float[description.size()])
            .toArray(float[][]::new));
  }

  /**
   * Reads tensors from little-endian fp32 bytes.
   *
   * @throws IllegalArgumentException if the lengths are not those of the specification
   */
  public static Tensors fromLittleEndian(ModelSpecification specification, List<byte[]> encoded) {
    List<TensorDescription> descriptions = specification.tensors();
    if (encoded.size() != descriptions.size()) {
      throw new IllegalArgumentException(
          "The model has %d tensors, not %d".formatted(descriptions.size(), encoded.size()));
    }
    float[][] values = new float[encoded.size()][];
    for (int i = 0; i < values.length; i++) {
      byte[] bytes = encoded.get(i);
      if (bytes.length % Float.BYTES != 0) {
        throw new IllegalArgumentException("A tensor's bytes must be a multiple of four");
      }
      requireSize(descriptions.get(i), bytes.length / Float.BYTES);
      values[i] = new float[bytes.length / Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values[i]);
    }
    return new Tensors(specification, values);
  }

  /** The specification whose shapes these are. */
  public ModelSpecification specification() {
    return specification;
  }

  /** Number of tensors. */
  public int count() {
    return values.length;
  }

  /** A copy of one tensor's values. */
  public float[] copy(int index) {
    return values[index].clone();
  }

  /** Copies of all values, which the caller may change. */
  public float[][] copies() {
    return Arrays.stream(values).map(float[]::clone).toArray(float[][]::new);
  }

  /** One tensor as little-endian fp32 bytes, the form that is hashed and sent. */
  public byte[] littleEndian(int index) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values[index].length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values[index]);
    return buffer.array();
  }

  /** Whether no value is NaN or infinite. */
  public boolean finite() {
    for (float[] tensor : values) {
      for (float value : tensor) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Tensors tensors) || !specification.equals(tensors.specification)) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        if (Float.floatToRawIntBits(values[i][j])
            != Float.floatToRawIntBits(tensors.values[i][j])) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = specification.hashCode();
    for (float[] tensor : values) {
      for (float value : tensor) {
        hash = 31 * hash + Float.floatToRawIntBits(value);
      }
    }
    return hash;
  }

  @Override
  public String toString() {
    return "Tensors[" + values.length + " tensors, " + specification.parameters() + " values]";
  }

  private static void requireSize(TensorDescription description, int size) {
    if (size != description.size()) {
      throw new IllegalArgumentException(
          "Tensor %s has %d values, not %d"
              .formatted(description.name(), description.size(), size));
    }
  }
}
