package io.lyceum.api.websocket;

import io.helidon.websocket.WsCloseCodes;
import io.helidon.websocket.WsCloseException;
import io.lyceum.api.http.LargeMessages;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/**
 * The message that a client is sending, as far as it came. A client may send pings between its
 * parts, so that a connection is not idle while a message stays unfinished. Safe for use by many
 * threads.
 */
final class IncomingMessage {

  private final int mostBytes;
  private final Duration longest;
  private final LargeMessages large;
  private ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private boolean begun;
  private long beginning;
  private boolean holdsRoom;
  private boolean ended;

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

  /** Whether the next part is one of several. */
  synchronized boolean isFragmented(boolean last) {
    return begun || !last;
  }

  /**
   * Adds the next part.
   *
   * @throws WsCloseException if the message is too large or takes too long, or if there is no room
   */
  synchronized void add(byte[] part) {
    if (ended) {
      throw new WsCloseException("Closing", WsCloseCodes.GOING_AWAY);
    }
    checkTime();
    if (parts.size() + part.length > mostBytes) {
      throw ending("Message too large", WsCloseCodes.TOO_BIG);
    }
    if (!holdsRoom && parts.size() + part.length > LargeMessages.LARGE) {
      if (!large.tryTakeRequest()) {
        throw ending("Too many large messages", WsCloseCodes.TRY_AGAIN_LATER);
      }
      holdsRoom = true;
    }
    if (!begun) {
      begun = true;
      beginning = System.nanoTime();
    }
    parts.writeBytes(part);
  }

  /**
   * Sees that the message does not stay unfinished.
   *
   * @throws WsCloseException if it takes too long
   */
  synchronized void checkTime() {
    if (begun && System.nanoTime() - beginning > longest.toNanos()) {
      throw ending("Message too slow", WsCloseCodes.VIOLATED_POLICY);
    }
  }

  /** The whole message; its room is held until it is released. */
  synchronized byte[] finish() {
    byte[] whole = parts.toByteArray();
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

  /** No part is added any more. */
  synchronized void end() {
    ended = true;
    forget();
    release();
  }

  private WsCloseException ending(String reason, int code) {
    end();
    return new WsCloseException(reason, code);
  }

  private void forget() {
    // A stream that is emptied would keep the room of its longest message.
    parts = new ByteArrayOutputStream();
    begun = false;
  }
}
