package io.lyceum.api.simulation;

import io.lyceum.api.rpc.RpcError;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.ledger.execution.Refusal;

/** The errors that execution-apis names for {@code eth_simulateV1}. */
final class SimulationErrors {

  /** A call's machine halted; the code in the call's own error. */
  static final int HALTED = -32015;

  private static final int NONCE_TOO_LOW = -38010;
  private static final int NONCE_TOO_HIGH = -38011;
  private static final int BASE_FEE_TOO_LOW = -38012;
  private static final int INTRINSIC_GAS = -38013;
  private static final int INSUFFICIENT_FUNDS = -38014;
  private static final int BLOCK_GAS_LIMIT = -38015;
  private static final int BLOCK_NUMBER_ORDER = -38020;
  private static final int TIMESTAMP_ORDER = -38021;
  private static final int PRECOMPILE_MOVE = -38022;
  private static final int SENDER_IS_CONTRACT = -38024;
  private static final int INIT_CODE_TOO_LARGE = -38025;
  private static final int TOO_MUCH = -38026;

  private SimulationErrors() {}

  /** A call cannot be in its block. */
  static RpcException refused(Refusal refusal) {
    int code =
        switch (refusal) {
          case NONCE_TOO_LOW -> NONCE_TOO_LOW;
          case NONCE_TOO_HIGH -> NONCE_TOO_HIGH;
          case FEE_CAP_BELOW_BASE_FEE -> BASE_FEE_TOO_LOW;
          case INTRINSIC_GAS_TOO_LOW -> INTRINSIC_GAS;
          case INSUFFICIENT_FUNDS -> INSUFFICIENT_FUNDS;
          case BLOCK_GAS_EXCEEDED -> BLOCK_GAS_LIMIT;
          case SENDER_HAS_CODE -> SENDER_IS_CONTRACT;
          case INIT_CODE_TOO_LARGE -> INIT_CODE_TOO_LARGE;
          default -> RpcError.INVALID_PARAMS;
        };
    return new RpcException(code, refusal.sentence());
  }

  static RpcException blockNumber(long number, long before) {
    return new RpcException(
        BLOCK_NUMBER_ORDER, "Block numbers must be in order: " + number + " <= " + before);
  }

  static RpcException timestamp(long time, long before) {
    return new RpcException(
        TIMESTAMP_ORDER, "Block timestamps must be in order: " + time + " <= " + before);
  }

  static RpcException precompile(String why) {
    return new RpcException(PRECOMPILE_MOVE, why);
  }

  static RpcException tooMuch(String what) {
    return new RpcException(TOO_MUCH, what);
  }
}
