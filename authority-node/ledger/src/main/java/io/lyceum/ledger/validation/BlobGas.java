package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.ChainConfig;
import org.apache.tuweni.units.bigints.UInt256;

/** The gas of blobs (EIP-4844), of which a QBFT chain uses none. */
public final class BlobGas {

  private BlobGas() {}

  /**
   * The excess of the block after a parent; 0 before Cancun.
   *
   * @param timestamp of the block, in seconds since 1970
   */
  public static long excessAfter(ChainConfig config, BlockHeader parent, long timestamp) {
    return Forks.rules(config, parent.number() + 1, timestamp)
        .blobs()
        .map(
            schedule ->
                schedule.nextExcess(
                    parent.excessBlobGas().orElse(0L),
                    parent.blobGasUsed().orElse(0L),
                    parent.baseFee().orElse(UInt256.ZERO)))
        .orElse(0L);
  }
}
