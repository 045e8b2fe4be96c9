package io.lyceum.cli.demo;

import io.lyceum.cli.client.Question;
import java.nio.charset.StandardCharsets;

/** What the trained model is asked. */
final class Prompts {

  private static final int LENGTH = 40;

  private Prompts() {}

  /** A question that the primer answers. */
  static String ofPrimer() {
    return Question.prompt("what colour is the sky?");
  }

  /** The begin of a sentence of a text, to be gone on with. */
  static String of(byte[] text) {
    String decoded = new String(text, StandardCharsets.UTF_8);
    // The part may begin in the middle of a character, a word and a sentence.
    int begin = Math.max(decoded.indexOf(". ") + 2, decoded.indexOf('\n') + 1);
    String rest = oneLine(decoded.substring(begin));
    if (rest.isEmpty()) {
      rest = oneLine(decoded);
    }
    String start =
        rest.codePoints()
            .limit(LENGTH)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    int lastWord = start.lastIndexOf(' ');
    return start.substring(0, lastWord > 0 ? lastWord : start.length());
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
