package io.lyceum.api.eth;

import io.lyceum.api.rpc.RpcException;
import io.lyceum.ledger.evm.trace.RevertReason;
import io.lyceum.ledger.execution.TransactionOutcome;

/** What a client is told of a call that failed. */
public final class CallFailures {

  private CallFailures() {}

  /** The error of a call that was refused or did not succeed. */
  public static RpcException of(TransactionOutcome outcome) {
    return switch (outcome) {
      case TransactionOutcome.Refused refused ->
          new RpcException(RejectionErrors.of(refused.reason()));
      case TransactionOutcome.Executed executed when executed.isRevert() ->
          RpcException.reverted(
              "execution reverted"
                  + RevertReason.of(executed.output()).map(text -> ": " + text).orElse(""),
              executed.output());
      case TransactionOutcome.Executed executed ->
          RpcException.serverError(
              executed
                  .halt()
                  .map(halt -> "Transaction processing could not be completed due to: " + halt)
                  .orElse("Transaction processing failed"));
    };
  }
}
