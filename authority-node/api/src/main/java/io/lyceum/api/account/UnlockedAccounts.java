package io.lyceum.api.account;

import io.lyceum.api.rpc.RpcException;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The keys of accounts for which any caller may have something signed. */
public final class UnlockedAccounts {

  /** None. */
  public static final UnlockedAccounts NONE = new UnlockedAccounts(List.of());

  private final SortedMap<Address, KeyPair> byAddress;

  /** The accounts of some keys. */
  public UnlockedAccounts(Collection<KeyPair> keys) {
    SortedMap<Address, KeyPair> accounts = new TreeMap<>();
    keys.forEach(key -> accounts.put(key.address(), key));
    this.byAddress = Collections.unmodifiableSortedMap(accounts);
  }

  /** Ascending. */
  List<Address> addresses() {
    return List.copyOf(byAddress.keySet());
  }

  /**
   * The key of an account.
   *
   * @throws RpcException if it is not unlocked
   */
  KeyPair key(Address address) {
    KeyPair key = byAddress.get(address);
    if (key == null) {
      throw RpcException.serverError("unknown account");
    }
    return key;
  }

  /** Says whose keys these are, and nothing of the keys. */
  @Override
  public String toString() {
    return "UnlockedAccounts" + byAddress.keySet();
  }
}
