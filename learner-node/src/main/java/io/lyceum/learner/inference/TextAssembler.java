package io.lyceum.learner.inference;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes text of bytes as they come: a character is handed on when it is whole, bytes that are no
 * UTF-8 become U+FFFD, and what may be the begin of a stop text waits until that is decided.
 */
final class TextAssembler {

  /** Longest UTF-8 sequence, and as many characters as one byte may bring to an end. */
  private static final int ROOM = 8;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer pending = ByteBuffer.allocate(ROOM);
  private final CharBuffer decoded = CharBuffer.allocate(ROOM);
  private final StringBuilder text = new StringBuilder();
  private final List<String> stops;
  private final Consumer<String> sink;
  private int handedOn;
  private boolean stopped;

  TextAssembler(List<String> stops, Consumer<String> sink) {
    this.stops = stops;
    this.sink = sink;
  }

  /** Adds a byte; false once a stop text has appeared. */
  boolean add(byte token) {
    pending.put(token);
    decode(false);
    for (String stop : stops) {
      int at = text.indexOf(stop, Math.max(0, text.length() - stop.length() - ROOM));
      if (at >= 0) {
        text.setLength(at);
        stopped = true;
      }
    }
    handOn(stopped ? text.length() : text.length() - undecided());
    return !stopped;
  }

  /** Ends the text and gives all of it. */
  String finish() {
    if (!stopped) {
      decode(true);
    }
    handOn(text.length());
    return text.toString();
  }

  private void decode(boolean end) {
    pending.flip();
    decoder.decode(pending, decoded, end);
    if (end) {
      decoder.flush(decoded);
    }
    pending.compact();
    decoded.flip();
    text.append(decoded);
    decoded.clear();
  }

  /** How many characters at the end may still become a stop text. */
  private int undecided() {
    int most = 0;
    for (String stop : stops) {
      for (int length = Math.min(stop.length() - 1, text.length()); length > most; length--) {
        if (text.indexOf(stop.substring(0, length), text.length() - length) >= 0) {
          most = length;
        }
      }
    }
    return most;
  }

  private void handOn(int until) {
    if (until > handedOn) {
      sink.accept(text.substring(handedOn, until));
      handedOn = until;
    }
  }
}
