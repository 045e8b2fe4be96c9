package io.lyceum.consensus.message;

import java.util.Comparator;

/**
 * One attempt to agree on one block. Ordered by height, then by round.
 *
 * @param height number of the block that is to be agreed on
 * @param round the attempt, from 0
 */
public record RoundIdentifier(long height, int round) implements Comparable<RoundIdentifier> {

  private static final Comparator<RoundIdentifier> ORDER =
      Comparator.comparingLong(RoundIdentifier::height).thenComparingInt(RoundIdentifier::round);

  /**
   * @throws IllegalArgumentException if either number is negative
   */
  public RoundIdentifier {
    if (height < 0 || round < 0) {
      throw new IllegalArgumentException("Negative height or round: " + height + "/" + round);
    }
  }

  @Override
  public int compareTo(RoundIdentifier other) {
    return ORDER.compare(this, other);
  }

  /** For logs: {@code height/round}. */
  @Override
  public String toString() {
    return height + "/" + round;
  }
}
