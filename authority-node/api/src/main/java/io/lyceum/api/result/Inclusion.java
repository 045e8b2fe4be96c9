package io.lyceum.api.result;

import io.lyceum.ledger.block.BlockHeader;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Where a transaction stands on the chain.
 *
 * @param blockHash the hash of its block
 * @param blockNumber the number of its block
 * @param timestamp of its block, in seconds since 1970
 * @param baseFee of its block in wei, zero before London
 * @param index its place in the block, from 0
 */
public record Inclusion(
    Bytes32 blockHash, long blockNumber, long timestamp, UInt256 baseFee, int index) {

  /** The place of a transaction in the block with a header and its hash. */
  public static Inclusion in(BlockHeader header, Bytes32 hash, int index) {
    return new Inclusion(
        hash, header.number(), header.timestamp(), header.baseFee().orElse(UInt256.ZERO), index);
  }
}
