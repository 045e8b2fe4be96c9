package io.lyceum.ledger.evm;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/**
 * How a call or creation ended.
 *
 * @param isSuccess whether it did not revert or halt
 * @param gasLeft unused gas
 * @param output return data, revert data, or the created code
 * @param halt why it ended exceptionally, if it did
 */
public record MessageResult(
    boolean isSuccess, long gasLeft, Bytes output, Optional<HaltReason> halt) {

  static MessageResult returned(long gasLeft, Bytes output) {
    return new MessageResult(true, gasLeft, output, Optional.empty());
  }

  static MessageResult reverted(long gasLeft, Bytes output) {
    return new MessageResult(false, gasLeft, output, Optional.empty());
  }

  static MessageResult halted(long gasLeft, HaltReason reason) {
    return new MessageResult(false, gasLeft, Bytes.EMPTY, Optional.of(reason));
  }

  /** Whether code gave up by REVERT. */
  public boolean isRevert() {
    return !isSuccess && halt.isEmpty();
  }
}
