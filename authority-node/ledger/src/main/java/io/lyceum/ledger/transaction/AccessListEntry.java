package io.lyceum.ledger.transaction;

import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * One address with the storage slots that a transaction announces to touch (EIP-2930).
 *
 * @param address the account
 * @param storageKeys its slots, as given
 */
public record AccessListEntry(Address address, List<UInt256> storageKeys) {

  /** Keeps an unmodifiable copy of the slots. */
  public AccessListEntry {
    storageKeys = List.copyOf(storageKeys);
  }
}
