package io.lyceum.api.rpc;

import java.util.Optional;

/**
 * The {@code error} member of an answer. Codes below −32099 are JSON-RPC 2.0's own, the others are
 * those of EIP-1474 as Besu uses them.
 *
 * @param code what kind of error
 * @param message one sentence for a person
 * @param data what a program may want to know, such as the data of a revert
 */
public record RpcError(int code, String message, Optional<?> data) {

  /** The request is not JSON. */
  public static final int PARSE_ERROR = -32700;

  /** The request is JSON, but not a JSON-RPC request. */
  public static final int INVALID_REQUEST = -32600;

  /** No such method. */
  public static final int METHOD_NOT_FOUND = -32601;

  /** The operator did not enable the method's namespace. */
  public static final int METHOD_NOT_ENABLED = -32604;

  /** The parameters do not fit the method. */
  public static final int INVALID_PARAMS = -32602;

  /** The node failed. */
  public static final int INTERNAL_ERROR = -32603;

  /** The request is well-formed but cannot be served: the general code. */
  public static final int SERVER_ERROR = -32000;

  /** A limit of this node is exceeded. */
  public static final int LIMIT_EXCEEDED = -32005;

  /** An {@code eth_call} or {@code eth_estimateGas} reverted; the data is the revert's. */
  public static final int REVERTED = 3;

  /** An error without data. */
  public RpcError(int code, String message) {
    this(code, message, Optional.empty());
  }
}
