package io.lyceum.ledger.evm.trace;

import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.types.Address;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * An account at one moment, with some of its slots.
 *
 * @param balance in wei
 * @param nonce unsigned
 * @param storage the slots that matter, zero ones too
 */
public record AccountImage(
    UInt256 balance, long nonce, Bytes code, SortedMap<UInt256, UInt256> storage) {

  /** Keeps an unmodifiable view of the slots. */
  public AccountImage {
    storage = Collections.unmodifiableSortedMap(storage);
  }

  /** The account at an address, with the slots that a map names. */
  static AccountImage of(JournaledState state, Address address, SortedMap<UInt256, UInt256> slots) {
    SortedMap<UInt256, UInt256> storage = new TreeMap<>();
    slots.keySet().forEach(slot -> storage.put(slot, state.storage(address, slot)));
    return new AccountImage(
        state.balance(address), state.nonce(address), state.code(address), storage);
  }

  /** Empty in the sense of EIP-161. */
  public boolean isEmpty() {
    return nonce == 0 && balance.isZero() && code.isEmpty();
  }
}
