package io.lyceum.learner.model;

/**
 * A tensor of a model: a matrix, or a vector of gains (which is a matrix of one row).
 *
 * @param name its name, unique in the model, such as {@code layers.0.attention.qkv}
 * @param rows rows, at least 1
 * @param columns columns, at least 1
 * @param role what it is for; gains start at one and are not decayed
 */
public record TensorDescription(String name, int rows, int columns, Role role) {

  /** How a tensor is initialised and decayed. */
  public enum Role {
    /** A projection, initialised with the specification's deviation. */
    MATRIX,
    /** A projection back into the residual stream, initialised smaller, as in GPT-2. */
    RESIDUAL_MATRIX,
    /** The gains of an RMS norm. */
    GAIN
  }

  /** Number of elements. */
  public int size() {
    return rows * columns;
  }

  /** Whether decoupled weight decay applies to it: matrices only. */
  public boolean decayed() {
    return role != Role.GAIN;
  }
}
