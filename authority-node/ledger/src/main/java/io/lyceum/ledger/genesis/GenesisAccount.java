package io.lyceum.ledger.genesis;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * An account that exists from the start.
 *
 * @param nonce unsigned 64 bits
 * @param balance in wei
 * @param code empty for none
 * @param storage slots with their values
 */
public record GenesisAccount(
    long nonce, UInt256 balance, Bytes code, SortedMap<UInt256, UInt256> storage) {

  /** Keeps an unmodifiable copy of the storage. */
  public GenesisAccount {
    storage = Collections.unmodifiableSortedMap(new TreeMap<>(storage));
  }
}
