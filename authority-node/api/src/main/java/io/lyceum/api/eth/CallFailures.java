package io.lyceum.api.eth;

import io.lyceum.api.rpc.RpcException;
import io.lyceum.ledger.execution.TransactionOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/** What a client is told of a call that failed. */
final class CallFailures {

  /** The selector of {@code Error(string)}, which {@code require} and {@code revert} use. */
  private static final Bytes ERROR_SELECTOR = Bytes.fromHexString("0x08c379a0");

  private static final int WORD = 32;

  private CallFailures() {}

  static RpcException of(TransactionOutcome outcome) {
    return switch (outcome) {
      case TransactionOutcome.Refused refused ->
          new RpcException(RejectionErrors.of(refused.reason()));
      case TransactionOutcome.Executed executed when executed.isRevert() ->
          RpcException.reverted(
              "execution reverted" + reason(executed.output()).map(text -> ": " + text).orElse(""),
              executed.output());
      case TransactionOutcome.Executed executed ->
          RpcException.serverError(
              executed
                  .halt()
                  .map(halt -> "Transaction processing could not be completed due to: " + halt)
                  .orElse("Transaction processing failed"));
    };
  }

  /** The text of {@code Error(string)}: a word of offset, a word of length, and the bytes. */
  static Optional<String> reason(Bytes revertData) {
    int start = ERROR_SELECTOR.size() + 2 * WORD;
    if (revertData.size() < start
        || !revertData.slice(0, ERROR_SELECTOR.size()).equals(ERROR_SELECTOR)) {
      return Optional.empty();
    }
    UInt256 length = UInt256.fromBytes(revertData.slice(start - WORD, WORD));
    if (length.compareTo(UInt256.valueOf(revertData.size() - start)) > 0) {
      return Optional.empty();
    }
    byte[] text = revertData.slice(start, length.intValue()).toArray();
    return Optional.of(new String(text, StandardCharsets.UTF_8));
  }
}
