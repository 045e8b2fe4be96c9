package io.lyceum.consensus.simulation;

/**
 * How bad links and machines are.
 *
 * @param loss share of messages that are lost
 * @param duplication share of messages that arrive twice
 * @param maxDelayMillis the longest way of a message; with different ways, messages overtake
 * @param crash chance, at each effect of an honest node, that it dies before the next one
 * @param maxDownMillis how long a dead node stays down at most
 */
record Faults(
    double loss, double duplication, long maxDelayMillis, double crash, long maxDownMillis) {

  static final Faults NONE = new Faults(0, 0, 60, 0, 1);
}
