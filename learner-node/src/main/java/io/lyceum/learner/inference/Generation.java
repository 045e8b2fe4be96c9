package io.lyceum.learner.inference;

/**
 * A generated text.
 *
 * @param text what followed the prompt, without the stop text
 * @param promptTokens tokens of the prompt
 * @param generatedTokens tokens that were generated, those of the stop text included
 * @param end why generation ended
 */
public record Generation(String text, int promptTokens, int generatedTokens, End end) {

  /** Why generation ended. */
  public enum End {
    /** A stop text appeared. */
    STOP,
    /** The most tokens were reached. */
    LENGTH
  }
}
