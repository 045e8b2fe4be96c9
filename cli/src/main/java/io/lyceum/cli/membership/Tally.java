package io.lyceum.cli.membership;

import java.math.BigInteger;

/**
 * How a motion stands.
 *
 * @param votes for it
 * @param needed to carry it
 */
record Tally(BigInteger votes, BigInteger needed) {

  boolean isCarried() {
    return votes.compareTo(needed) >= 0;
  }

  @Override
  public String toString() {
    return votes + " of " + needed + " votes";
  }
}
