package io.lyceum.ledger.execution;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/** What became of a transaction. */
public sealed interface TransactionOutcome {

  /**
   * It cannot be in the block; the state is as before.
   *
   * @param reason why
   */
  record Refused(Refusal reason) implements TransactionOutcome {}

  /**
   * It ran, successfully or not, and was paid for.
   *
   * @param isSuccess the status of the receipt
   * @param gasUsed after refunds
   * @param blobGasUsed 0 without blobs
   * @param effectiveGasPrice what a unit of gas cost, in wei
   * @param logs its events; none if it failed
   * @param output what the call returned, the created code, or the data of a revert
   * @param halt why the machine halted; empty if it succeeded or reverted
   * @param created the contract that a creating transaction made, or would have made
   */
  record Executed(
      boolean isSuccess,
      long gasUsed,
      long blobGasUsed,
      UInt256 effectiveGasPrice,
      List<Log> logs,
      Bytes output,
      Optional<HaltReason> halt,
      Optional<Address> created)
      implements TransactionOutcome {

    /** Whether code gave up by REVERT; {@link #output} then holds its reason. */
    public boolean isRevert() {
      return !isSuccess && halt.isEmpty();
    }
  }
}
