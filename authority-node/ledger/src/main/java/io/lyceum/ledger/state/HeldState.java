package io.lyceum.ledger.state;

import io.lyceum.ledger.types.Address;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.units.bigints.UInt256;

/** Accounts and slots of one state, of which some are at hand and the others are loaded. */
interface HeldState {

  /** A state of which nothing is at hand. */
  HeldState NOTHING =
      new HeldState() {
        @Override
        public Optional<TrieAccount> account(
            Address address, Function<Address, Optional<TrieAccount>> load) {
          return load.apply(address);
        }

        @Override
        public UInt256 slot(SlotKey key, Function<SlotKey, UInt256> load) {
          return load.apply(key);
        }
      };

  /**
   * A slot of an account. Whoever writes a contract chooses slots, and can choose as many as he
   * likes with one hash code; since keys have an order, a map finds them quickly even so.
   */
  record SlotKey(Address address, UInt256 slot) implements Comparable<SlotKey> {

    @Override
    public int compareTo(SlotKey other) {
      int order = slot.compareTo(other.slot);
      return order != 0 ? order : address.compareTo(other.address);
    }
  }

  /** The account at an address, if there is one. */
  Optional<TrieAccount> account(Address address, Function<Address, Optional<TrieAccount>> load);

  /** The value of a slot; zero where nothing was written. */
  UInt256 slot(SlotKey key, Function<SlotKey, UInt256> load);
}
