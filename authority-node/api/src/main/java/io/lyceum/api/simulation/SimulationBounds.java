package io.lyceum.api.simulation;

import io.lyceum.api.rpc.Deadline;
import io.lyceum.ledger.evm.trace.TraceBudget;

/**
 * What one simulation may still take.
 *
 * <p>For one thread.
 */
final class SimulationBounds {

  /** About what a header takes. */
  private static final int BLOCK_BYTES = 4096;

  private static final int CALL_BYTES = 256;

  private final int maxBlocks;
  private final TraceBudget memory;
  private final Deadline deadline;
  private int blocks;
  private long gas;

  /**
   * @param maxBlocks blocks, the empty ones too
   * @param gas of all calls together
   */
  SimulationBounds(int maxBlocks, long gas, TraceBudget memory, Deadline deadline) {
    this.maxBlocks = maxBlocks;
    this.gas = gas;
    this.memory = memory;
    this.deadline = deadline;
  }

  /** One block more. */
  void beginBlock() {
    if (++blocks > maxBlocks) {
      throw SimulationErrors.tooMuch("More than " + maxBlocks + " blocks");
    }
    deadline.check();
    memory.spend(BLOCK_BYTES);
  }

  /** The gas that the next call can have at most. */
  long gasLeft() {
    deadline.check();
    return gas;
  }

  /** A call used gas and left bytes. */
  void take(long gasUsed, long bytes) {
    gas -= gasUsed;
    memory.spend(CALL_BYTES + bytes);
  }
}
