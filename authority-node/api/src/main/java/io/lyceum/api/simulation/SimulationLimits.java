package io.lyceum.api.simulation;

/**
 * How much one simulation may hold.
 *
 * @param maxBlocks blocks, with the empty ones between them
 * @param maxCalls calls in all of them
 */
public record SimulationLimits(int maxBlocks, int maxCalls) {

  /** geth's number of blocks. */
  public static final SimulationLimits DEFAULT = new SimulationLimits(256, 1024);
}
