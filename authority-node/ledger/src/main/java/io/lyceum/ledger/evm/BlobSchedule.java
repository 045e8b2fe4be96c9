package io.lyceum.ledger.evm;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * How many blobs a block may hold and what they cost (EIP-4844).
 *
 * @param target blobs a block at which the price stays
 * @param max blobs a block
 * @param updateFraction how slowly the price moves
 */
public record BlobSchedule(int target, int max, long updateFraction) {

  /** Gas of one blob. */
  public static final long GAS_PER_BLOB = 1 << 17;

  private static final BigInteger WORD = BigInteger.TWO.pow(256);

  /** The most blob gas of a block. */
  public long maxGas() {
    return max * GAS_PER_BLOB;
  }

  /**
   * The price of a unit of blob gas in wei: e to the power of excess over fraction, by the series
   * of EIP-4844.
   */
  public UInt256 baseFee(long excessBlobGas) {
    BigInteger numerator = BigInteger.valueOf(excessBlobGas);
    BigInteger denominator = BigInteger.valueOf(updateFraction);
    BigInteger sum = BigInteger.ZERO;
    BigInteger term = denominator;
    for (int i = 1; term.signum() > 0; i++) {
      sum = sum.add(term);
      term = term.multiply(numerator).divide(denominator.multiply(BigInteger.valueOf(i)));
    }
    return UInt256.valueOf(sum.divide(denominator).min(WORD.subtract(BigInteger.ONE)));
  }

  /** The excess after a block, from that block's own excess and the blob gas it used. */
  public long nextExcess(long excess, long used) {
    return Math.max(0, excess + used - target * GAS_PER_BLOB);
  }
}
