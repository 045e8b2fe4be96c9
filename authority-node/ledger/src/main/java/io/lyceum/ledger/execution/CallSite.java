package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.state.StateReader;
import io.lyceum.ledger.types.Address;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Where a call is tried.
 *
 * @param state that it finds
 * @param block in which it runs, as its first transaction
 * @param overrides what it shall find other in the block
 * @param movedPrecompiles from where to where precompiled contracts are moved, or to nowhere
 */
public record CallSite(
    StateReader state,
    BlockContext block,
    BlockOverrides overrides,
    SortedMap<Address, Optional<Address>> movedPrecompiles) {

  /** On a state and in a block as they are. */
  public CallSite(StateReader state, BlockContext block) {
    this(state, block, BlockOverrides.NONE, Collections.emptySortedMap());
  }
}
