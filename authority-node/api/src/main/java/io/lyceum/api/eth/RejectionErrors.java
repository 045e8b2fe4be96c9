package io.lyceum.api.eth;

import io.lyceum.api.rpc.RpcError;
import io.lyceum.ledger.execution.Refusal;
import io.lyceum.pool.Rejection;

/**
 * What a client is told when its transaction is not taken. The codes are Besu's; the texts are
 * those of geth, by which ethers, viem and wallets tell the reasons apart.
 */
final class RejectionErrors {

  private static final int NONCE_TOO_LOW = -32001;
  private static final int INVALID_SIGNATURE = -32002;
  private static final int INTRINSIC_GAS = -32003;
  private static final int UPFRONT_COST = -32004;
  private static final int GAS_LIMIT = -32005;
  private static final int NONCE_TOO_HIGH = -32006;
  private static final int SENDER_NOT_AUTHORIZED = -32007;
  private static final int GAS_PRICE_TOO_LOW = -32009;

  private RejectionErrors() {}

  static RpcError of(Rejection reason) {
    return error(
        switch (reason) {
          case ALREADY_KNOWN -> "already known";
          case OVERSIZED -> "oversized data: the transaction is longer than the pool takes";
          case NONCE_TOO_FAR -> "nonce too high: it is too far ahead of the account's";
          case REPLACEMENT_UNDERPRICED -> "replacement transaction underpriced";
          case SENDER_LIMIT -> "account limit exceeded";
          case POOL_FULL -> "txpool is full";
        });
  }

  static RpcError of(Refusal reason) {
    return switch (reason) {
      case NONCE_TOO_LOW -> new RpcError(NONCE_TOO_LOW, "nonce too low");
      case NONCE_TOO_HIGH -> new RpcError(NONCE_TOO_HIGH, "nonce too high");
      case NONCE_EXHAUSTED -> error("nonce has max value");
      case INTRINSIC_GAS_TOO_LOW -> new RpcError(INTRINSIC_GAS, "intrinsic gas too low");
      case INSUFFICIENT_FUNDS ->
          new RpcError(UPFRONT_COST, "insufficient funds for gas * price + value");
      case BLOCK_GAS_EXCEEDED -> new RpcError(GAS_LIMIT, "exceeds block gas limit");
      case TRANSACTION_GAS_CAP_EXCEEDED -> error("transaction gas limit too high");
      case FEE_CAP_BELOW_BASE_FEE ->
          new RpcError(GAS_PRICE_TOO_LOW, "max fee per gas less than block base fee");
      case PRIORITY_FEE_ABOVE_FEE_CAP ->
          error("max priority fee per gas higher than max fee per gas");
      case UNSUPPORTED_TYPE ->
          new RpcError(RpcError.INVALID_PARAMS, "transaction type not supported");
      case INIT_CODE_TOO_LARGE ->
          new RpcError(RpcError.INTERNAL_ERROR, "max initcode size exceeded");
      case WRONG_CHAIN_ID -> error("invalid chain id for signer");
      case INVALID_SIGNATURE -> new RpcError(INVALID_SIGNATURE, "invalid sender");
      case SENDER_HAS_CODE -> new RpcError(SENDER_NOT_AUTHORIZED, "sender not an eoa");
      case NO_AUTHORIZATIONS -> error("EIP-7702 transaction with empty auth list");
      case NO_BLOBS -> error("blob transaction missing blob hashes");
      case TOO_MANY_BLOBS -> error("blob transaction has too many blobs");
      case UNKNOWN_BLOB_VERSION -> error("blob hash version mismatch");
      case BLOB_FEE_CAP_TOO_LOW ->
          new RpcError(GAS_PRICE_TOO_LOW, "max fee per blob gas less than block blob gas fee");
    };
  }

  private static RpcError error(String message) {
    return new RpcError(RpcError.SERVER_ERROR, message);
  }
}
