package io.lyceum.ledger.evm;

import io.lyceum.ledger.genesis.BlobLimits;
import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * How many blobs a block may hold and what they cost (EIP-4844, EIP-7840).
 *
 * @param target blobs a block at which the price stays
 * @param max blobs a block
 * @param maxPerTransaction blobs a transaction (EIP-7594), be the block's maximum higher
 * @param updateFraction how slowly the price moves
 * @param bounded whether the price of execution bounds that of blobs from below (EIP-7918)
 */
public record BlobSchedule(
    int target, int max, int maxPerTransaction, long updateFraction, boolean bounded) {

  /** EIP-4844. */
  public static final BlobSchedule CANCUN =
      new BlobSchedule(3, 6, Integer.MAX_VALUE, 3_338_477, false);

  /** EIP-7691. */
  public static final BlobSchedule PRAGUE =
      new BlobSchedule(6, 9, Integer.MAX_VALUE, 5_007_716, false);

  /** EIP-7594 and EIP-7918. */
  public static final BlobSchedule OSAKA = new BlobSchedule(6, 9, 6, 5_007_716, true);

  /** Gas of one blob. */
  public static final long GAS_PER_BLOB = 1 << 17;

  /** EIP-7918: the execution gas that a blob shall at least be worth. */
  private static final BigInteger BLOB_BASE_COST = BigInteger.valueOf(1 << 13);

  private static final BigInteger WORD = BigInteger.TWO.pow(256);

  /** The same rules with the limits that a chain has set (EIP-7840). */
  public BlobSchedule within(BlobLimits limits) {
    return new BlobSchedule(
        limits.target(), limits.max(), maxPerTransaction, limits.updateFraction(), bounded);
  }

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

  /**
   * The excess after a block.
   *
   * @param excess of that block
   * @param used the blob gas that it used
   * @param baseFee its price of execution gas, in wei
   */
  public long nextExcess(long excess, long used, UInt256 baseFee) {
    if (excess + used < target * GAS_PER_BLOB) {
      return 0;
    }
    return bounded && isBelowBound(excess, baseFee)
        ? excess + used * (max - target) / max
        : excess + used - target * GAS_PER_BLOB;
  }

  private boolean isBelowBound(long excess, UInt256 baseFee) {
    BigInteger bound = baseFee.toUnsignedBigInteger().multiply(BLOB_BASE_COST);
    BigInteger price =
        baseFee(excess).toUnsignedBigInteger().multiply(BigInteger.valueOf(GAS_PER_BLOB));
    return bound.compareTo(price) > 0;
  }
}
