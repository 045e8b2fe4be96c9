package io.lyceum.pool;

import java.util.Comparator;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Where a sender's next transaction stands among those that a block may take; what goes first is
 * less. The higher tip goes first. At equal tips members of the network go before others, then
 * whoever has fewer transactions in the block already, so that nobody's long queue keeps others
 * waiting, then what came first.
 *
 * @param tip wei for a unit of gas that the beneficiary gets
 * @param member whether the sender is known to the chain
 * @param round how many of the sender's transactions the block has taken before
 * @param arrival its place in the order of arrival
 */
record SelectionRank(UInt256 tip, boolean member, int round, long arrival)
    implements Comparable<SelectionRank> {

  private static final Comparator<SelectionRank> ORDER =
      Comparator.comparing(SelectionRank::tip)
          .thenComparing(SelectionRank::member)
          .reversed()
          .thenComparingInt(SelectionRank::round)
          .thenComparingLong(SelectionRank::arrival);

  static SelectionRank of(PooledTransaction pooled, UInt256 baseFee, boolean member, int round) {
    return new SelectionRank(pooled.tip(baseFee), member, round, pooled.arrival());
  }

  @Override
  public int compareTo(SelectionRank other) {
    return ORDER.compare(this, other);
  }
}
