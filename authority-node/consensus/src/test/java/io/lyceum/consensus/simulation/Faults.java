package io.lyceum.consensus.simulation;

/**
 * How bad the network is.
 *
 * @param loss share of messages that are lost
 * @param duplication share of messages that arrive twice
 * @param maxDelayMillis the longest way of a message; with different ways, messages overtake
 * @param crash chance, at each effect of a node, that it dies before the next one
 * @param maxDownMillis how long a dead node stays down at most
 */
record Faults(
    double loss, double duplication, long maxDelayMillis, double crash, long maxDownMillis) {

  static final Faults NONE = new Faults(0, 0, 40, 0, 0);
  static final Faults ALL = new Faults(0.1, 0.1, 900, 0.002, 8_000);
}
