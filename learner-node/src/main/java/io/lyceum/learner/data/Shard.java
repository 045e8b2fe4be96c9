package io.lyceum.learner.data;

/**
 * A learner's part of the training data.
 *
 * @param rank the learner's rank by address among those enrolled when the epoch began, from 0
 * @param count how many were enrolled
 */
public record Shard(int rank, int count) {

  /**
   * @throws IllegalArgumentException if the rank is not one of {@code count}
   */
  public Shard {
    if (count < 1 || rank < 0 || rank >= count) {
      throw new IllegalArgumentException("There is no shard %d of %d".formatted(rank, count));
    }
  }
}
