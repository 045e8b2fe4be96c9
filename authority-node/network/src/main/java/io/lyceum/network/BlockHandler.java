package io.lyceum.network;

import io.lyceum.ledger.types.Address;

/** Learns of blocks that other nodes have. */
@FunctionalInterface
public interface BlockHandler {

  /**
   * A peer says that it has imported a block. The same block is announced by many peers. Threads as
   * in {@link ConsensusHandler#received}.
   *
   * @param announcement unchecked
   */
  void announced(Address from, BlockAnnouncement announcement);
}
