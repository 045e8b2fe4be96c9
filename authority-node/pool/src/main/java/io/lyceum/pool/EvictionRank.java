package io.lyceum.pool;

import java.util.Comparator;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Where a sender's last transaction stands when room is needed; what leaves first is less. Others
 * leave before members of the network, what waits for a missing nonce before what does not, then
 * the lowest tip on the way to it, then the latest: one dear transaction does not shield the cheap
 * ones before it.
 *
 * @param member whether the sender is known to the chain
 * @param pending whether no nonce before it is missing
 * @param tip wei for a unit of gas that the beneficiary gets of it or of one before it, the least
 * @param arrival its place in the order of arrival
 */
record EvictionRank(boolean member, boolean pending, UInt256 tip, long arrival)
    implements Comparable<EvictionRank> {

  private static final Comparator<EvictionRank> ORDER =
      Comparator.comparing(EvictionRank::member)
          .thenComparing(EvictionRank::pending)
          .thenComparing(EvictionRank::tip)
          .thenComparing(EvictionRank::arrival, Comparator.reverseOrder());

  @Override
  public int compareTo(EvictionRank other) {
    return ORDER.compare(this, other);
  }
}
