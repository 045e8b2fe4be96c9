package io.lyceum.ledger.state;

import io.lyceum.ledger.cache.RecentEntries;
import io.lyceum.ledger.types.Address;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Accounts and slots of one state, the newest, in bounded memory. It lives across blocks: what a
 * block changed is changed here by {@link #advance} once the block is written, and a block that is
 * refused never comes here. Safe for use by many threads, and right for those who still read an
 * older state: they get nothing from here any more.
 */
public final class StateCache {

  private final RecentEntries<Address, Optional<TrieAccount>> accounts;
  private final RecentEntries<HeldState.SlotKey, UInt256> slots;

  /** Written by the holder of the lock before it changes entries; read after reading an entry. */
  private volatile long generation;

  /** Null while entries change, and after that broke off: then they are of no state. */
  private Bytes32 root;

  /**
   * Begins with nothing held of the state at a root.
   *
   * @param bits at most {@code 2^bits} accounts are held and as many slots, of 300 bytes each
   */
  public StateCache(Bytes32 root, int bits) {
    this.root = root;
    this.accounts = new RecentEntries<>(bits);
    this.slots = new RecentEntries<>(bits);
  }

  /** Goes on to a new state, which was written just now. */
  public synchronized void advance(StateUpdate update) {
    if (!update.before().equals(root)) {
      restart(update.before());
    }
    generation++;
    root = null;
    dropSlotsOfClearedAccounts(update.changes());
    update.accounts().forEach(accounts::put);
    update
        .changes()
        .accounts()
        .forEach(
            (address, change) ->
                change
                    .storage()
                    .forEach(
                        (slot, value) -> slots.put(new HeldState.SlotKey(address, slot), value)));
    root = update.root();
  }

  /** Holds nothing any more, and goes on from the state at some root. */
  public synchronized void restart(Bytes32 stateRoot) {
    generation++;
    root = null;
    accounts.removeIf(address -> true);
    slots.removeIf(key -> true);
    root = stateRoot;
  }

  private void dropSlotsOfClearedAccounts(StateChanges changes) {
    Set<Address> cleared = new HashSet<>();
    changes
        .accounts()
        .forEach(
            (address, change) -> {
              if (change.storageCleared() || change.after().isEmpty()) {
                cleared.add(address);
              }
            });
    if (!cleared.isEmpty()) {
      slots.removeIf(key -> cleared.contains(key.address()));
    }
  }

  /** What is held of the state at a root: nothing, unless it is the newest. */
  synchronized HeldState at(Bytes32 stateRoot) {
    return stateRoot.equals(root) ? new View(generation) : HeldState.NOTHING;
  }

  /** The state of one generation; when that is over, everything is loaded. */
  private final class View implements HeldState {
    private final long born;

    View(long born) {
      this.born = born;
    }

    @Override
    public Optional<TrieAccount> account(
        Address address, Function<Address, Optional<TrieAccount>> load) {
      return get(accounts, address, load);
    }

    @Override
    public UInt256 slot(SlotKey key, Function<SlotKey, UInt256> load) {
      return get(slots, key, load);
    }

    private <K, V> V get(RecentEntries<K, V> entries, K key, Function<K, V> load) {
      Optional<V> held = entries.get(key);
      if (held.isPresent() && generation == born) {
        return held.get();
      }
      V loaded = load.apply(key);
      if (generation == born) {
        hold(entries, key, loaded);
      }
      return loaded;
    }

    private <K, V> void hold(RecentEntries<K, V> entries, K key, V loaded) {
      synchronized (StateCache.this) {
        if (generation == born) {
          entries.put(key, loaded);
        }
      }
    }
  }
}
