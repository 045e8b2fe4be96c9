package io.lyceum.api.websocket;

import io.lyceum.api.http.LargeMessages;
import io.lyceum.ledger.types.Utf8;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * The message that a client is sending, as far as it came. A client may send pings between its
 * frames, so that a connection is not idle while a message stays unfinished. Safe for use by many
 * threads.
 */
final class IncomingMessage {

  private final int mostBytes;
  private final Duration longest;
  private final LargeMessages large;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Optional<ClosingException> refusal = Optional.empty();
  private boolean begun;
  private boolean text;
  private long beginning;
  private boolean holdsRoom;

  /**
   * @param mostBytes of a message
   * @param longest how long a message may take to come
   * @param large gives room to long messages
   */
  IncomingMessage(int mostBytes, Duration longest, LargeMessages large) {
    this.mostBytes = mostBytes;
    this.longest = longest;
    this.large = large;
  }

  /**
   * A frame of data begins.
   *
   * @throws ClosingException if it is too large, or out of order
   */
  synchronized void begin(FrameHead frame) {
    if (frame.opcode() == Opcode.CONTINUATION != begun) {
      throw new ClosingException(
          CloseCode.PROTOCOL_ERROR, begun ? "A message is unfinished" : "Nothing to continue");
    }
    if (frame.length() > mostBytes) {
      throw tooLarge();
    }
    if (!begun) {
      begun = true;
      text = frame.opcode() == Opcode.TEXT;
      beginning = System.nanoTime();
    }
  }

  /**
   * Adds what came next. Of a message that is refused nothing is kept; that it is refused is told
   * when the frame is over, since a connection that ends with bytes unread loses its good-bye.
   */
  synchronized void add(byte[] piece) {
    if (refusal.isEmpty()) {
      int size = bytes.size() + piece.length;
      if (isLate()) {
        refuse(tooSlow());
      } else if (size > mostBytes) {
        refuse(tooLarge());
      } else if (!hasRoom(size)) {
        refuse(new ClosingException(CloseCode.TRY_AGAIN_LATER, "Too many large messages"));
      } else {
        bytes.writeBytes(piece);
      }
    }
  }

  private boolean hasRoom(int size) {
    holdsRoom = holdsRoom || size > LargeMessages.LARGE && large.tryTakeRequest();
    return holdsRoom || size <= LargeMessages.LARGE;
  }

  /**
   * Sees that the message goes on.
   *
   * @throws ClosingException if it is refused, or takes too long
   */
  synchronized void check() {
    if (refusal.isEmpty() && isLate()) {
      refuse(tooSlow());
    }
    refusal.ifPresent(
        refused -> {
          throw refused;
        });
  }

  private boolean isLate() {
    return begun && System.nanoTime() - beginning > longest.toNanos();
  }

  /**
   * The whole message; its room is held until it is released.
   *
   * @throws ClosingException if it is a text, but not in UTF-8 (RFC 6455, section 8.1)
   */
  synchronized byte[] finish() {
    byte[] whole = bytes.toByteArray();
    if (text && !Utf8.isValid(whole)) {
      throw new ClosingException(CloseCode.INVALID_DATA, "A text is in UTF-8");
    }
    forget();
    return whole;
  }

  /** The message that was finished is needed no more. */
  synchronized void release() {
    if (holdsRoom) {
      holdsRoom = false;
      large.releaseRequest();
    }
  }

  /** Nothing is added any more. */
  synchronized void end() {
    refuse(new ClosingException(CloseCode.GOING_AWAY, "Closing"));
  }

  private void refuse(ClosingException why) {
    refusal = Optional.of(why);
    forget();
    release();
  }

  private static ClosingException tooLarge() {
    return new ClosingException(CloseCode.TOO_BIG, "Message too large");
  }

  private static ClosingException tooSlow() {
    return new ClosingException(CloseCode.VIOLATED_POLICY, "Message too slow");
  }

  private void forget() {
    // A stream that is emptied would keep the room of its longest message.
    bytes = new ByteArrayOutputStream();
    begun = false;
  }
}
