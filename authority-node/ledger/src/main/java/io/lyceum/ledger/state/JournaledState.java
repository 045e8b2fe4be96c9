package io.lyceum.ledger.state;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A mutable overlay over a state that some block left: what transactions of the next block write
 * to. Every write is journaled, so that a call that fails is undone; what belongs to one
 * transaction only (warm addresses and slots of EIP-2929, transient storage of EIP-1153, original
 * values of EIP-2200, refunds, logs, self-destructs) ends with {@link #endTransaction()}.
 *
 * <p>For one thread.
 */
public final class JournaledState {

  private final StateReader base;
  private final Map<Address, CachedAccount> accounts = new HashMap<>();
  private final List<Runnable> journal = new ArrayList<>();

  private final Map<HeldState.SlotKey, UInt256> transientStorage = new HashMap<>();
  private final List<CachedAccount> touched = new ArrayList<>();
  private final List<CachedAccount> destroyed = new ArrayList<>();
  private final List<Log> logs = new ArrayList<>();
  private long refund;
  private int transaction = 1;

  /** Begins with the given state; the first transaction may start at once. */
  public JournaledState(StateReader base) {
    this.base = base;
  }

  /** Marks this point; {@link #rollback} undoes everything written after it. */
  public int snapshot() {
    return journal.size();
  }

  /** Undoes what was written since {@link #snapshot()} gave this mark. */
  public void rollback(int snapshot) {
    for (int i = journal.size() - 1; i >= snapshot; i--) {
      journal.remove(i).run();
    }
  }

  /**
   * Ends a transaction: self-destructed accounts and touched empty ones (EIP-161) are gone, and
   * what belonged to the transaction is forgotten. After this nothing of it can be undone.
   */
  public void endTransaction() {
    destroyed.forEach(CachedAccount::delete);
    for (CachedAccount account : touched) {
      if (account.exists && account.isEmpty()) {
        account.delete();
      }
    }
    journal.clear();
    transientStorage.clear();
    touched.clear();
    destroyed.clear();
    logs.clear();
    refund = 0;
    transaction++;
  }

  /** Whether there is an account at the address, be it empty. */
  public boolean exists(Address address) {
    return account(address).exists;
  }

  /** Whether the account is absent or empty: dead in the sense of EIP-161. */
  public boolean isDead(Address address) {
    CachedAccount account = account(address);
    return !account.exists || account.isEmpty();
  }

  /** The account's nonce (unsigned); 0 where there is none. */
  public long nonce(Address address) {
    return account(address).nonce;
  }

  /** The account's balance in wei; zero where there is none. */
  public UInt256 balance(Address address) {
    return account(address).balance;
  }

  /** The hash of the account's code; that of no code where there is none. */
  public Bytes32 codeHash(Address address) {
    return account(address).codeHash;
  }

  /** The account's code; empty where there is none. */
  public Bytes code(Address address) {
    return account(address).code(base);
  }

  /** Whether any storage slot of the account is set: what EIP-7610 asks before a creation. */
  public boolean hasStorage(Address address) {
    CachedAccount account = account(address);
    return account.hasWrittenStorage()
        || (!account.storageCleared && base.hasStorage(account.address));
  }

  /** The value of a slot; zero where nothing was written. */
  public UInt256 storage(Address address, UInt256 slot) {
    return slot(address, slot).current;
  }

  /** Sets a slot; zero clears it. */
  public void setStorage(Address address, UInt256 key, UInt256 value) {
    set(slot(address, key), value);
  }

  /** A slot, to be asked and written more than once without being looked up again. */
  public StorageSlot slot(Address address, UInt256 key) {
    return account(address).slot(key, base);
  }

  /** The value that a slot had when the transaction began. */
  public UInt256 original(StorageSlot slot) {
    return slot.originalIn(transaction);
  }

  /** Sets a slot; zero clears it. */
  public void set(StorageSlot slot, UInt256 value) {
    UInt256 before = slot.current;
    slot.write(value, transaction);
    journal.add(() -> slot.current = before);
  }

  /** A slot of the transaction's transient storage. */
  public UInt256 transientStorage(Address address, UInt256 slot) {
    return transientStorage.getOrDefault(new HeldState.SlotKey(address, slot), UInt256.ZERO);
  }

  /** Sets a slot of the transaction's transient storage. */
  public void setTransientStorage(Address address, UInt256 slot, UInt256 value) {
    HeldState.SlotKey key = new HeldState.SlotKey(address, slot);
    UInt256 before = transientStorage.put(key, value);
    journal.add(
        () -> {
          if (before == null) {
            transientStorage.remove(key);
          } else {
            transientStorage.put(key, before);
          }
        });
  }

  /** Adds wei, touching the account; adding to an absent account makes it. */
  public void addBalance(Address address, UInt256 amount) {
    CachedAccount account = account(address);
    if (!amount.isZero()) {
      setBalance(account, account.balance.add(amount));
    }
    touch(account);
  }

  /**
   * Takes wei, touching the account.
   *
   * @throws IllegalStateException if the account has less
   */
  public void subtractBalance(Address address, UInt256 amount) {
    CachedAccount account = account(address);
    if (account.balance.compareTo(amount) < 0) {
      throw new IllegalStateException(address + " has less than " + amount.toDecimalString());
    }
    if (!amount.isZero()) {
      setBalance(account, account.balance.subtract(amount));
    }
    touch(account);
  }

  /** Sets the nonce (unsigned), making the account if it is absent. */
  public void setNonce(Address address, long nonce) {
    CachedAccount account = account(address);
    bringIntoBeing(account);
    long before = account.nonce;
    account.nonce = nonce;
    journal.add(() -> account.nonce = before);
  }

  /** Sets the code, making the account if it is absent. */
  public void setCode(Address address, Bytes code) {
    CachedAccount account = account(address);
    bringIntoBeing(account);
    Bytes32 hashBefore = account.codeHash;
    Bytes codeBefore = account.code;
    account.setCode(code);
    journal.add(
        () -> {
          account.codeHash = hashBefore;
          account.code = codeBefore;
        });
  }

  /** Marks the account as touched: if it is empty when the transaction ends, it goes. */
  public void touch(Address address) {
    touch(account(address));
  }

  /** Marks the account as created by this transaction (EIP-6780). */
  public void markCreated(Address address) {
    CachedAccount account = account(address);
    bringIntoBeing(account);
    touch(account);
    int before = account.createdIn;
    account.createdIn = transaction;
    journal.add(() -> account.createdIn = before);
  }

  /** Whether this transaction created the account. */
  public boolean isCreatedInTransaction(Address address) {
    return account(address).createdIn == transaction;
  }

  /** Destroys the account when the transaction ends. */
  public void selfDestruct(Address address) {
    CachedAccount account = account(address);
    if (account.destroyedIn != transaction) {
      int before = account.destroyedIn;
      account.destroyedIn = transaction;
      destroyed.add(account);
      journal.add(
          () -> {
            account.destroyedIn = before;
            destroyed.removeLast();
          });
    }
  }

  /** Warms an address (EIP-2929) and says whether it was warm before. */
  public boolean warm(Address address) {
    CachedAccount account = account(address);
    if (account.warmIn == transaction) {
      return true;
    }
    int before = account.warmIn;
    account.warmIn = transaction;
    journal.add(() -> account.warmIn = before);
    return false;
  }

  /** Warms a slot (EIP-2929) and says whether it was warm before. */
  public boolean warm(Address address, UInt256 key) {
    return warm(slot(address, key));
  }

  /** Warms a slot (EIP-2929) and says whether it was warm before. */
  public boolean warm(StorageSlot slot) {
    if (slot.warmIn == transaction) {
      return true;
    }
    int before = slot.warmIn;
    slot.warmIn = transaction;
    journal.add(() -> slot.warmIn = before);
    return false;
  }

  /** Adds to the transaction's refund of gas; the amount may be negative. */
  public void addRefund(long amount) {
    refund += amount;
    journal.add(() -> refund -= amount);
  }

  /** The transaction's refund so far, before the cap of EIP-3529. */
  public long refund() {
    return refund;
  }

  /** Emits an event. */
  public void addLog(Log log) {
    logs.add(log);
    journal.add(logs::removeLast);
  }

  /** The transaction's events so far, in order. */
  public List<Log> logs() {
    return List.copyOf(logs);
  }

  /** What all ended transactions changed against the state that this one began with. */
  public StateChanges changes() {
    TreeMap<Address, StateChanges.AccountChange> changes = new TreeMap<>();
    for (CachedAccount account : accounts.values()) {
      account.change().ifPresent(change -> changes.put(account.address, change));
    }
    return new StateChanges(changes);
  }

  private CachedAccount account(Address address) {
    CachedAccount account = accounts.get(address);
    if (account == null) {
      account = new CachedAccount(address, base.account(address));
      accounts.put(address, account);
    }
    return account;
  }

  private void setBalance(CachedAccount account, UInt256 balance) {
    bringIntoBeing(account);
    UInt256 before = account.balance;
    account.balance = balance;
    journal.add(() -> account.balance = before);
  }

  private void bringIntoBeing(CachedAccount account) {
    if (!account.exists) {
      account.exists = true;
      journal.add(() -> account.exists = false);
      touch(account);
    }
  }

  private void touch(CachedAccount account) {
    if (account.touchedIn != transaction) {
      int before = account.touchedIn;
      account.touchedIn = transaction;
      touched.add(account);
      journal.add(
          () -> {
            account.touchedIn = before;
            touched.removeLast();
          });
    }
  }
}
