package io.lyceum.ledger.genesis;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.state.StateUpdate;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.types.Address;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The start of a chain.
 *
 * @param config its rules
 * @param header the header of block 0
 * @param allocation the accounts of block 0
 */
public record Genesis(
    ChainConfig config, BlockHeader header, SortedMap<Address, GenesisAccount> allocation) {

  /** Keeps an unmodifiable copy of the allocation. */
  public Genesis {
    allocation = Collections.unmodifiableSortedMap(new TreeMap<>(allocation));
  }

  /** The hash of block 0. */
  public Bytes32 hash() {
    return header.hash();
  }

  /** Block 0. */
  public Block block() {
    return new Block(header, BlockBody.of(header, List.of()));
  }

  /** The state of block 0, all of it new. */
  public StateUpdate state() {
    return stateOf(allocation);
  }

  static StateUpdate stateOf(SortedMap<Address, GenesisAccount> allocation) {
    SortedMap<Address, StateChanges.AccountChange> changes = new TreeMap<>();
    allocation.forEach((address, account) -> changes.put(address, creationOf(account)));
    return WorldState.empty().apply(new StateChanges(changes));
  }

  private static StateChanges.AccountChange creationOf(GenesisAccount account) {
    var state = new AccountState(account.nonce(), account.balance(), Keccak.hash(account.code()));
    return new StateChanges.AccountChange(
        Optional.of(state), true, account.storage(), Optional.of(account.code()));
  }
}
