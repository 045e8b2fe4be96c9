package io.lyceum.api.eth;

import io.lyceum.api.rpc.RpcError;
import io.lyceum.ledger.execution.Refusal;
import io.lyceum.pool.Rejection;

/** What a client is told when its transaction is not taken: Besu's codes and messages. */
final class RejectionErrors {

  private static final int NONCE_TOO_LOW = -32001;
  private static final int INTRINSIC_GAS = -32003;
  private static final int UPFRONT_COST = -32004;
  private static final int GAS_LIMIT = -32005;
  private static final int GAS_PRICE_TOO_LOW = -32009;

  private RejectionErrors() {}

  static RpcError of(Rejection reason) {
    return error(
        switch (reason) {
          case ALREADY_KNOWN -> "Known transaction";
          case OVERSIZED -> "Transaction exceeds the maximum size";
          case NONCE_TOO_FAR -> "Transaction nonce is too distant from current sender nonce";
          case REPLACEMENT_UNDERPRICED -> "Replacement transaction underpriced";
          case SENDER_LIMIT -> "Too many pooled transactions of this sender";
          case POOL_FULL -> "Transaction pool is full";
        });
  }

  static RpcError of(Refusal reason) {
    return switch (reason) {
      case NONCE_TOO_LOW -> new RpcError(NONCE_TOO_LOW, "Nonce too low");
      case INTRINSIC_GAS_TOO_LOW -> new RpcError(INTRINSIC_GAS, "Intrinsic gas exceeds gas limit");
      case INSUFFICIENT_FUNDS -> new RpcError(UPFRONT_COST, "Upfront cost exceeds account balance");
      case BLOCK_GAS_EXCEEDED ->
          new RpcError(GAS_LIMIT, "Transaction gas limit exceeds block gas limit");
      case FEE_CAP_BELOW_BASE_FEE ->
          new RpcError(GAS_PRICE_TOO_LOW, "Gas price below current base fee");
      case UNSUPPORTED_TYPE -> new RpcError(RpcError.INVALID_PARAMS, "Invalid transaction type");
      case INIT_CODE_TOO_LARGE -> new RpcError(RpcError.INTERNAL_ERROR, reason.sentence());
      case WRONG_CHAIN_ID -> error("Wrong chainId");
      case INVALID_SIGNATURE -> error("Invalid signature");
      case PRIORITY_FEE_ABOVE_FEE_CAP -> error("Max priority fee per gas exceeds max fee per gas");
      default -> error(reason.sentence());
    };
  }

  private static RpcError error(String message) {
    return new RpcError(RpcError.SERVER_ERROR, message);
  }
}
