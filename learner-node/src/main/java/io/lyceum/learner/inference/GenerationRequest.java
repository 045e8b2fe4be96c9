package io.lyceum.learner.inference;

import java.util.List;

/**
 * A text to continue.
 *
 * @param prompt what the text begins with; not empty
 * @param maxTokens the most tokens (bytes) to generate
 * @param sampling how tokens are chosen
 * @param stops texts at whose first appearance generation ends; they are left out of the result
 */
public record GenerationRequest(
    String prompt, int maxTokens, Sampling sampling, List<String> stops) {

  /** The most tokens that one request may ask for. */
  public static final int TOKEN_LIMIT = 4096;

  /** The most characters that a prompt may have. */
  public static final int PROMPT_LIMIT = 64 * 1024;

  private static final int STOP_LIMIT = 8;
  private static final int STOP_LENGTH_LIMIT = 256;

  /**
   * @throws IllegalArgumentException if the prompt is empty or a limit is exceeded
   */
  public GenerationRequest {
    stops = List.copyOf(stops);
    if (prompt.isEmpty()) {
      throw new IllegalArgumentException("The prompt is empty");
    }
    if (prompt.length() > PROMPT_LIMIT) {
      throw new IllegalArgumentException(
          "The prompt is longer than " + PROMPT_LIMIT + " characters");
    }
    if (maxTokens < 1 || maxTokens > TOKEN_LIMIT) {
      throw new IllegalArgumentException(
          "The number of tokens must be between 1 and %d, not %d"
              .formatted(TOKEN_LIMIT, maxTokens));
    }
    if (stops.size() > STOP_LIMIT
        || stops.stream().anyMatch(stop -> stop.isEmpty() || stop.length() > STOP_LENGTH_LIMIT)) {
      throw new IllegalArgumentException(
          "There may be %d stop texts of 1 to %d characters"
              .formatted(STOP_LIMIT, STOP_LENGTH_LIMIT));
    }
  }
}
