package io.lyceum.api.websocket;

import java.util.Arrays;
import java.util.Optional;

/** What a frame is (RFC 6455, section 5.2). */
enum Opcode {
  /** A further part of a message. */
  CONTINUATION(0),
  /** A message in UTF-8, or its first part. */
  TEXT(1),
  /** A message of bytes, or its first part. */
  BINARY(2),
  /** The last frame of a side. */
  CLOSE(8),
  /** Asks for a {@link #PONG} with the same payload. */
  PING(9),
  /** Shows life. */
  PONG(10);

  private final int code;

  Opcode(int code) {
    this.code = code;
  }

  /** As it is sent. */
  int code() {
    return code;
  }

  /** Whether it is about the connection, and may come between the parts of a message. */
  boolean isControl() {
    return code >= CLOSE.code;
  }

  /** The one with a code. */
  static Optional<Opcode> of(int code) {
    return Arrays.stream(values()).filter(opcode -> opcode.code == code).findAny();
  }
}
