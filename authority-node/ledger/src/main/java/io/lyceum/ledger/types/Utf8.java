package io.lyceum.ledger.types;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Judges whether bytes are a text in UTF-8 (RFC 3629), however long, without keeping the text. */
public final class Utf8 {

  /** So many characters are decoded at a time. */
  private static final int MOST_CHARACTERS = 4_096;

  /** Room for the pair that stands for one character beyond the first 65,536. */
  private static final int PAIR = 2;

  private Utf8() {}

  /** Whether all bytes together are well-formed. */
  public static boolean isValid(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer text = ByteBuffer.wrap(bytes);
    CharBuffer some = CharBuffer.allocate(Math.clamp(bytes.length, PAIR, MOST_CHARACTERS));
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      result = decoder.decode(text, some.clear(), true);
    }
    return !result.isError();
  }
}
