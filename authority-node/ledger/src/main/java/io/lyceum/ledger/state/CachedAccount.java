package io.lyceum.ledger.state;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * An account in {@link JournaledState}, with the slots that were read or written. Marks of a
 * transaction are its number, so that the next transaction need not reset them.
 */
final class CachedAccount {

  final Address address;
  private final Optional<AccountState> before;
  private Map<HeldState.SlotKey, StorageSlot> slots = new HashMap<>();

  boolean exists;
  long nonce;
  UInt256 balance;
  Bytes32 codeHash;
  Bytes code;
  boolean storageCleared;

  int warmIn;
  int touchedIn;
  int createdIn;
  int destroyedIn;

  CachedAccount(Address address, Optional<AccountState> before) {
    this.address = address;
    this.before = before;
    AccountState state = before.orElse(AccountState.EMPTY);
    this.exists = before.isPresent();
    this.nonce = state.nonce();
    this.balance = state.balance();
    this.codeHash = state.codeHash();
  }

  boolean isEmpty() {
    return nonce == 0 && balance.isZero() && codeHash.equals(Keccak.EMPTY);
  }

  Bytes code(StateReader base) {
    if (code == null) {
      code = codeHash.equals(Keccak.EMPTY) ? Bytes.EMPTY : base.code(codeHash);
    }
    return code;
  }

  void setCode(Bytes newCode) {
    code = newCode;
    codeHash = Keccak.hash(newCode);
  }

  StorageSlot slot(UInt256 number, StateReader base) {
    HeldState.SlotKey key = new HeldState.SlotKey(address, number);
    StorageSlot slot = slots.get(key);
    if (slot == null) {
      boolean unknown = before.isEmpty() || storageCleared;
      slot = new StorageSlot(unknown ? UInt256.ZERO : base.storage(address, number));
      slots.put(key, slot);
    }
    return slot;
  }

  boolean hasWrittenStorage() {
    return slots.values().stream().anyMatch(slot -> !slot.current.isZero());
  }

  /** The account is gone with all that it stored; a later one at this address starts anew. */
  void delete() {
    exists = false;
    nonce = 0;
    balance = UInt256.ZERO;
    codeHash = Keccak.EMPTY;
    code = Bytes.EMPTY;
    slots = new HashMap<>();
    storageCleared = true;
  }

  Optional<StateChanges.AccountChange> change() {
    if (!exists) {
      return before.map(
          gone ->
              new StateChanges.AccountChange(
                  Optional.empty(), true, new TreeMap<>(), Optional.empty()));
    }
    AccountState after = new AccountState(nonce, balance, codeHash);
    boolean cleared = storageCleared && before.isPresent();
    SortedMap<UInt256, UInt256> written = new TreeMap<>();
    slots.forEach(
        (key, slot) -> {
          if (slot.isChanged()) {
            written.put(key.slot(), slot.current);
          }
        });
    if (!cleared && written.isEmpty() && before.filter(after::equals).isPresent()) {
      return Optional.empty();
    }
    boolean codeSet =
        !codeHash.equals(before.map(AccountState::codeHash).orElse(Keccak.EMPTY))
            && !codeHash.equals(Keccak.EMPTY);
    return Optional.of(
        new StateChanges.AccountChange(
            Optional.of(after), cleared, written, codeSet ? Optional.of(code) : Optional.empty()));
  }
}
