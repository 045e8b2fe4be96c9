package io.lyceum.api.websocket;

/** A client did what ends its connection. The message is for the client. */
final class ClosingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final CloseCode code;

  ClosingException(CloseCode code, String reason) {
    super(reason);
    this.code = code;
  }

  /** Why the connection ends. */
  CloseCode code() {
    return code;
  }
}
