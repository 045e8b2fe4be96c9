package io.lyceum.pool;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.validation.BaseFee;
import io.lyceum.ledger.validation.BlobGas;
import org.apache.tuweni.bytes.Bytes32;

/** The fields of a header that follow from its parent, the chain's rules and the clock. */
public final class ChildHeader {

  /** EIP-1559 lets the limit move by less than one part in so many. */
  private static final long GAS_LIMIT_BOUND_DIVISOR = 1024;

  private ChildHeader() {}

  /**
   * Starts the header of the block after a parent.
   *
   * @param timestamp of the new block, in seconds since 1970
   * @param targetGasLimit towards which the gas limit moves as fast as it may
   */
  public static BlockHeaderBuilder of(
      ChainConfig config, BlockHeader parent, long timestamp, long targetGasLimit) {
    long number = parent.number() + 1;
    BlockHeaderBuilder header =
        new BlockHeaderBuilder()
            .parentHash(parent.hash())
            .number(number)
            .timestamp(timestamp)
            .gasLimit(gasLimit(parent.gasLimit(), targetGasLimit))
            .baseFee(BaseFee.next(config, parent));
    Fork fork = config.fork(number, timestamp);
    if (fork.isAtLeast(Fork.SHANGHAI)) {
      header.withdrawalsRoot(MerklePatriciaTrie.EMPTY_ROOT);
    }
    if (fork.isAtLeast(Fork.CANCUN)) {
      header
          .blobGasUsed(0)
          .excessBlobGas(BlobGas.excessAfter(config, parent, timestamp))
          .parentBeaconBlockRoot(Bytes32.ZERO);
    }
    return header;
  }

  /** The limit after one: closer to the target by at most a 1024th less one. */
  static long gasLimit(long parent, long target) {
    long step = Math.max(parent / GAS_LIMIT_BOUND_DIVISOR - 1, 0);
    return target > parent ? Math.min(parent + step, target) : Math.max(parent - step, target);
  }
}
