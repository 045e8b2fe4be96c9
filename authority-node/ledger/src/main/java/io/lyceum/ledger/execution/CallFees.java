package io.lyceum.ledger.execution;

import org.apache.tuweni.units.bigints.UInt256;

/**
 * What a call that is only tried offers for a unit of gas, in wei.
 *
 * @param max at most
 * @param maxPriority of it, at most, to the block's beneficiary
 */
public record CallFees(UInt256 max, UInt256 maxPriority) {

  /** Nothing: the block's base fee is taken as zero too. */
  public static final CallFees NONE = new CallFees(UInt256.ZERO, UInt256.ZERO);

  /** Whether nothing is offered. */
  public boolean isFree() {
    return max.isZero();
  }
}
