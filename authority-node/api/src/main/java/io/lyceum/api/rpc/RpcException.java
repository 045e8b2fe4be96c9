package io.lyceum.api.rpc;

import java.util.Optional;

/** Ends a method with an error that its caller may see. */
public final class RpcException extends RuntimeException {

  private final transient RpcError error;

  /** Ends with an error. */
  public RpcException(RpcError error) {
    // Written for clients, who see the message only: a stack trace would cost and say nothing.
    super(error.message(), null, false, false);
    this.error = error;
  }

  /** Ends with a code and a message. */
  public RpcException(int code, String message) {
    this(new RpcError(code, message));
  }

  /** The parameters do not fit the method. */
  public static RpcException invalidParams(String message) {
    return new RpcException(RpcError.INVALID_PARAMS, "Invalid params: " + message);
  }

  /** The request is well-formed but cannot be served. */
  public static RpcException serverError(String message) {
    return new RpcException(RpcError.SERVER_ERROR, message);
  }

  /** A limit of this node is exceeded. */
  public static RpcException limitExceeded(String message) {
    return new RpcException(RpcError.LIMIT_EXCEEDED, message);
  }

  /** An execution reverted with data. */
  public static RpcException reverted(String message, Object data) {
    return new RpcException(new RpcError(RpcError.REVERTED, message, Optional.of(data)));
  }

  /** What the caller is told. */
  public RpcError error() {
    return error;
  }
}
