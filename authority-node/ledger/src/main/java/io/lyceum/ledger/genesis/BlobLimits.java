package io.lyceum.ledger.genesis;

/**
 * What a genesis file sets about the blobs of a fork (EIP-7840).
 *
 * @param target blobs a block at which the price stays
 * @param max blobs a block
 * @param updateFraction how slowly the price moves
 */
public record BlobLimits(int target, int max, long updateFraction) {

  /**
   * @throws IllegalArgumentException if the target is above the maximum, or the fraction is zero
   */
  public BlobLimits {
    if (target < 0 || max < Math.max(1, target) || updateFraction < 1) {
      throw new IllegalArgumentException(
          "blobSchedule needs a target up to max, and a positive baseFeeUpdateFraction");
    }
  }
}
