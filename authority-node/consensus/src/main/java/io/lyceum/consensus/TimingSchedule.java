package io.lyceum.consensus;

import io.lyceum.ledger.block.BlockHeader;

/** Which periods are in force when: a network can change them as it goes on. */
@FunctionalInterface
public interface TimingSchedule {

  /** The periods of the block that follows a header. */
  Timing after(BlockHeader parent);
}
