package io.lyceum.learner.training.exact;

/** The rotary embedding of a token's queries and keys, as they stand beside each other. */
record Turns(Dimensions dimensions, RotaryTables queries, RotaryTables keys) {

  static Turns of(Dimensions dimensions, double theta) {
    return new Turns(
        dimensions,
        RotaryTables.ofQueries(dimensions, theta),
        RotaryTables.ofKeys(dimensions, theta));
  }

  /**
   * Turns a token's queries and keys by its position, or back.
   *
   * @param at where they begin
   * @param sign 1, or −1 to turn back
   */
  void turn(Kernels kernels, float[] projected, int at, int position, float sign) {
    int half = dimensions.headSize() / 2;
    int table = position * half;
    for (int head = 0; head < dimensions.heads() + dimensions.keyValueHeads(); head++) {
      RotaryTables tables = head < dimensions.heads() ? queries : keys;
      kernels.rotate(projected, at + head * dimensions.headSize(), half, tables, table, sign);
    }
  }
}
