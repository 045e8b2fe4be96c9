package io.lyceum.ledger.evm.trace;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A step of a transaction, as Besu's and geth's struct logger shows it. What was not asked for is
 * empty.
 *
 * @param pc position in the code
 * @param op name of the instruction
 * @param gas what was left before it
 * @param gasCost what it took, with what it handed to a call, but not to a creation
 * @param depth 1 for the transaction's own call
 * @param refund of the transaction's code after it, in gas
 * @param stack the operands before it, the topmost last
 * @param memory before it, a multiple of 32 bytes
 * @param returnData what the last callee had returned before it
 * @param storage the contract's slots that were read or written so far; empty but for SLOAD and
 *     SSTORE
 * @param revertReason what the call gave back that this step reverted
 * @param error Besu's name of the reason for which this step, or the call that it began, halted
 */
public record StructLog(
    int pc,
    String op,
    long gas,
    long gasCost,
    int depth,
    long refund,
    Optional<List<UInt256>> stack,
    Optional<Bytes> memory,
    Optional<Bytes> returnData,
    Optional<SortedMap<UInt256, UInt256>> storage,
    Optional<Bytes> revertReason,
    Optional<String> error) {

  /** A step of which no more is known than where it is. */
  static StructLog at(int pc, String op, long gas, int depth) {
    return new StructLog(
        pc,
        op,
        gas,
        0,
        depth,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same step at another cost. */
  StructLog costing(long otherCost) {
    return new StructLog(
        pc,
        op,
        gas,
        otherCost,
        depth,
        refund,
        stack,
        memory,
        returnData,
        storage,
        revertReason,
        error);
  }

  /** The same step with what became of the call that it ended or began. */
  StructLog failing(Optional<Bytes> why, Optional<String> halt) {
    return new StructLog(
        pc, op, gas, gasCost, depth, refund, stack, memory, returnData, storage, why, halt);
  }
}
