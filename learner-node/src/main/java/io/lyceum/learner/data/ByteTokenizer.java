package io.lyceum.learner.data;

import java.nio.charset.StandardCharsets;

/** The byte-level tokenizer: a text's tokens are its UTF-8 bytes, 0 to 255. */
public final class ByteTokenizer {

  private ByteTokenizer() {}

  /** The tokens of a text, one byte each. */
  public static byte[] encode(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The text of tokens; bytes that are not UTF-8 become U+FFFD. */
  public static String decode(byte[] tokens) {
    return new String(tokens, StandardCharsets.UTF_8);
  }
}
