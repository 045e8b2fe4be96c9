package io.lyceum.learner.training.exact;

/** A tensor's values beside the gradients of them, both changed in place. */
record Tensor(float[] values, float[] gradients) {

  static Tensor of(int size) {
    return new Tensor(new float[size], new float[size]);
  }
}
