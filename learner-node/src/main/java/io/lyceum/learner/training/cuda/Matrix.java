package io.lyceum.learner.training.cuda;

/**
 * Where the matrices of a {@link Product} stand on the device; distances in elements.
 *
 * @param address of the first element
 * @param stride from row to row
 * @param outer from one outer index to the next
 * @param inner from one inner index to the next
 * @param repeat from a matrix to the next one that a chain runs through
 */
record Matrix(long address, int stride, long outer, long inner, long repeat) {

  /** A matrix alone. */
  static Matrix of(DeviceMemory memory, int stride) {
    return new Matrix(memory.address(), stride, 0, 0, 0);
  }

  /** A matrix alone, from an element on. */
  static Matrix of(DeviceMemory memory, long element, int stride) {
    return new Matrix(memory.address(element), stride, 0, 0, 0);
  }

  /** The first of several. */
  Matrix each(long outerDistance, long innerDistance) {
    return new Matrix(address, stride, outerDistance, innerDistance, repeat);
  }

  /** The first of several that a chain runs through. */
  Matrix repeated(long distance) {
    return new Matrix(address, stride, outer, inner, distance);
  }

  /** Several, from an outer index on. */
  Matrix from(int first) {
    return new Matrix(address + first * outer * Float.BYTES, stride, outer, inner, repeat);
  }
}
