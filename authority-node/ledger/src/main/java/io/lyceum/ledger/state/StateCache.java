package io.lyceum.ledger.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

  private final Cache<Address, Optional<TrieAccount>> accounts;
  private final Cache<HeldState.SlotKey, UInt256> slots;

  /** Written by the holder of the lock before it changes entries; read after reading an entry. */
  private volatile long generation;

  private Bytes32 root;

  /**
   * Begins with nothing held of the state at a root.
   *
   * @param maxAccounts about 300 bytes each
   * @param maxSlots about 300 bytes each
   */
  public StateCache(Bytes32 root, long maxAccounts, long maxSlots) {
    this.root = root;
    this.accounts = bounded(maxAccounts);
    this.slots = bounded(maxSlots);
  }

  private static <K, V> Cache<K, V> bounded(long entries) {
    return Caffeine.newBuilder().maximumSize(entries).executor(Runnable::run).build();
  }

  /** Goes on to a new state, which was written just now. */
  public synchronized void advance(StateUpdate update) {
    if (!update.before().equals(root)) {
      restart(update.before());
    }
    generation++;
    dropSlotsOfClearedAccounts(update.changes());
    accounts.asMap().putAll(update.accounts());
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
    accounts.invalidateAll();
    slots.invalidateAll();
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
      slots.asMap().keySet().removeIf(key -> cleared.contains(key.address()));
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

    private <K, V> V get(Cache<K, V> cache, K key, Function<K, V> load) {
      V held = cache.getIfPresent(key);
      if (held != null && generation == born) {
        return held;
      }
      V loaded = load.apply(key);
      if (generation == born) {
        hold(cache, key, loaded);
      }
      return loaded;
    }

    private <K, V> void hold(Cache<K, V> cache, K key, V loaded) {
      synchronized (StateCache.this) {
        if (generation == born) {
          cache.put(key, loaded);
        }
      }
    }
  }
}
