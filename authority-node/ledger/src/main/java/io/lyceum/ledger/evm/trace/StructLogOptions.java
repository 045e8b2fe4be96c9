package io.lyceum.ledger.evm.trace;

/**
 * What of each step {@link StructLogTracer} shows.
 *
 * @param stack the operands
 * @param memory the memory
 * @param storage the slots of the contract that the transaction has read or written so far
 * @param returnData what the last callee returned
 * @param limit the most steps; 0 for all
 */
public record StructLogOptions(
    boolean stack, boolean memory, boolean storage, boolean returnData, long limit) {

  /** What is shown if nothing is asked for. */
  public static final StructLogOptions DEFAULT = new StructLogOptions(true, false, true, false, 0);
}
