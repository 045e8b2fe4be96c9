package io.lyceum.learner.training;

/**
 * Scores what may follow a text that grows, from {@link TrainingEngine#scorer}. For use by one
 * thread at a time.
 */
public interface TextScorer extends AutoCloseable {

  /**
   * Makes the text longer.
   *
   * @param tokens at least one
   * @return the scores (logits) of every token of the vocabulary to follow the text, the bits that
   *     {@link TrainingEngine#nextTokenScores} gives for the whole of it
   * @throws IllegalArgumentException if there is no token
   */
  float[] append(byte... tokens);

  /** Gives back what the scorer computes with. */
  @Override
  void close();
}
