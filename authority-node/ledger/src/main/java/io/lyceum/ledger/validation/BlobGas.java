package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.Fork;
import org.apache.tuweni.units.bigints.UInt256;

/** The gas of blobs (EIP-4844), of which a QBFT chain uses none. */
public final class BlobGas {

  private BlobGas() {}

  /** The excess of a block of a fork after a parent; 0 before Cancun. */
  public static long excessAfter(BlockHeader parent, Fork fork) {
    return Forks.rules(fork)
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
