package io.lyceum.ledger.evm;

import org.apache.tuweni.bytes.Bytes32;

/** The hashes of the blocks before the one that is executed, as BLOCKHASH reads them. */
@FunctionalInterface
public interface BlockHashes {

  /** No block is known: all hashes are zero. */
  BlockHashes NONE = number -> Bytes32.ZERO;

  /** The hash of an ancestor, at most 256 blocks back; zero if it is not known. */
  Bytes32 hashOf(long number);
}
