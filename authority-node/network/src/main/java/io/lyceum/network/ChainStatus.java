package io.lyceum.network;

import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Which chain a node follows, and how far it is.
 *
 * @param chainId of EIP-155
 * @param genesisHash of block 0
 * @param headNumber height of the latest block
 * @param headHash hash of the latest block
 */
public record ChainStatus(UInt256 chainId, Bytes32 genesisHash, long headNumber, Bytes32 headHash) {

  /** Whether both are nodes of one network. */
  public boolean sameChain(ChainStatus other) {
    return chainId.equals(other.chainId) && genesisHash.equals(other.genesisHash);
  }

  /** The same chain with a later head. */
  public ChainStatus withHead(long number, Bytes32 hash) {
    return new ChainStatus(chainId, genesisHash, number, hash);
  }
}
