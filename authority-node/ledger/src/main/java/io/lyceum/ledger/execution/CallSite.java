package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.state.StateReader;

/**
 * Where a call is tried.
 *
 * @param state that it finds
 * @param block in which it runs, as its first transaction
 * @param overrides what it shall find other in the block
 */
public record CallSite(StateReader state, BlockContext block, BlockOverrides overrides) {

  /** On a state and in a block as they are. */
  public CallSite(StateReader state, BlockContext block) {
    this(state, block, BlockOverrides.NONE);
  }
}
