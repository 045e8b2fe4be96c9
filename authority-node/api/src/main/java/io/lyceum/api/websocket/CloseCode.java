package io.lyceum.api.websocket;

/** Why a connection ends (RFC 6455, section 7.4.1). */
enum CloseCode {
  /** Nobody has anything more to say. */
  NORMAL(1000),
  /** The server is stopping, or the connection was idle. */
  GOING_AWAY(1001),
  /** What came is no WebSocket. */
  PROTOCOL_ERROR(1002),
  /** A message of text is not UTF-8. */
  INVALID_DATA(1007),
  /** The client is too slow. */
  VIOLATED_POLICY(1008),
  /** A message is too large. */
  TOO_BIG(1009),
  /** There is no room now. */
  TRY_AGAIN_LATER(1013);

  private final int number;

  CloseCode(int number) {
    this.number = number;
  }

  /** As it is sent. */
  int number() {
    return number;
  }
}
