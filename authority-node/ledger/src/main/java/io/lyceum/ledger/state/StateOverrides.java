package io.lyceum.ledger.state;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What a call that is only tried shall find other than it is: the state overrides of {@code
 * eth_call} and {@code eth_simulateV1}.
 *
 * @param accounts what differs, by address
 */
public record StateOverrides(SortedMap<Address, AccountOverride> accounts) {

  /** Nothing differs. */
  public static final StateOverrides NONE = new StateOverrides(new TreeMap<>());

  /**
   * What differs of an account.
   *
   * @param nonce unsigned
   * @param balance in wei
   * @param code it has
   * @param dropsStorage whether all its slots are zero but for those given
   * @param storage the slots that differ, or all that there are
   * @param precompileMovesTo where the precompiled contract is that is at this address otherwise
   */
  public record AccountOverride(
      Optional<Long> nonce,
      Optional<UInt256> balance,
      Optional<Bytes> code,
      boolean dropsStorage,
      SortedMap<UInt256, UInt256> storage,
      Optional<Address> precompileMovesTo) {

    private boolean isOfState() {
      return nonce.isPresent()
          || balance.isPresent()
          || code.isPresent()
          || dropsStorage
          || !storage.isEmpty();
    }

    private StateChanges.AccountChange change(AccountState before) {
      AccountState after =
          new AccountState(
              nonce.orElse(before.nonce()),
              balance.orElse(before.balance()),
              code.map(Keccak::hash).orElse(before.codeHash()));
      return new StateChanges.AccountChange(Optional.of(after), dropsStorage, storage, code);
    }
  }

  /**
   * From where to where precompiled contracts are moved. Any that is at an account of which
   * something differs is away, as in geth.
   *
   * @throws IllegalArgumentException if something differs of an account to which one is moved
   */
  public SortedMap<Address, Optional<Address>> movedPrecompiles() {
    SortedMap<Address, Optional<Address>> moves = new TreeMap<>();
    accounts.forEach(
        (from, override) -> {
          Optional<Address> to = override.precompileMovesTo();
          if (to.filter(accounts::containsKey).isPresent()) {
            throw new IllegalArgumentException("The account " + to.get() + " is overridden itself");
          }
          moves.put(from, to);
        });
    return moves;
  }

  /** The state with the differences. */
  public WorldState on(WorldState state) {
    if (accounts.isEmpty()) {
      return state;
    }
    TreeMap<Address, StateChanges.AccountChange> changes = new TreeMap<>();
    accounts.forEach(
        (address, override) -> {
          if (override.isOfState()) {
            changes.put(
                address, override.change(state.account(address).orElse(AccountState.EMPTY)));
          }
        });
    return state.with(new StateChanges(changes));
  }
}
