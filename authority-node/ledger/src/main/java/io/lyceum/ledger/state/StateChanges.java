package io.lyceum.ledger.state;

import io.lyceum.ledger.types.Address;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What the execution of a block changed, by address. Sorted, so that whoever applies it does so in
 * one order.
 *
 * @param accounts the changed accounts
 */
public record StateChanges(SortedMap<Address, AccountChange> accounts) {

  /**
   * The change of one account.
   *
   * @param after the account afterwards; empty if it is gone
   * @param storageCleared whether all slots were dropped before {@code storage} applies
   * @param storage the written slots with their new values; zero deletes a slot
   * @param code the new code, if it was set
   */
  public record AccountChange(
      Optional<AccountState> after,
      boolean storageCleared,
      SortedMap<UInt256, UInt256> storage,
      Optional<Bytes> code) {}

  /** Nothing changed. */
  public static StateChanges none() {
    return new StateChanges(java.util.Collections.emptySortedMap());
  }
}
