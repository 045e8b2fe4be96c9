package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;

/** The gas of blobs (EIP-4844), of which a QBFT chain uses none. */
public final class BlobGas {

  /** What a Cancun block should use. */
  private static final long TARGET_PER_BLOCK = 393_216;

  private BlobGas() {}

  /** The excess of the block after a header. */
  public static long excessAfter(BlockHeader parent) {
    long sum = parent.excessBlobGas().orElse(0L) + parent.blobGasUsed().orElse(0L);
    return Math.max(0, sum - TARGET_PER_BLOCK);
  }
}
