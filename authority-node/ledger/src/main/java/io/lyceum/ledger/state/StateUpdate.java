package io.lyceum.ledger.state;

import io.lyceum.ledger.types.Address;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** A new state beside an old one: nothing of it is written yet. Immutable. */
public final class StateUpdate {

  private final Bytes32 before;
  private final StateChanges changes;
  private final Map<Address, Optional<TrieAccount>> accounts;
  private final Bytes32 root;
  private final Map<Bytes32, Bytes> nodes;
  private final Map<Bytes32, Bytes> codes;

  /**
   * @param before the root of the old state
   * @param changes what makes the new one of it
   * @param accounts the changed accounts as they are now; empty for one that is gone
   */
  StateUpdate(
      Bytes32 before,
      StateChanges changes,
      Map<Address, Optional<TrieAccount>> accounts,
      Bytes32 root,
      Map<Bytes32, Bytes> nodes,
      Map<Bytes32, Bytes> codes) {
    this.before = before;
    this.changes = changes;
    this.accounts = Collections.unmodifiableMap(accounts);
    this.root = root;
    this.nodes = Collections.unmodifiableMap(nodes);
    this.codes = Collections.unmodifiableMap(codes);
  }

  /** The root of the old state. */
  Bytes32 before() {
    return before;
  }

  /** What makes the new state of the old one. */
  StateChanges changes() {
    return changes;
  }

  /** The changed accounts as they are now; empty for one that is gone. */
  Map<Address, Optional<TrieAccount>> accounts() {
    return accounts;
  }

  /** The new state root. */
  public Bytes32 root() {
    return root;
  }

  /** The trie nodes that the old state lacks, by hash. */
  public Map<Bytes32, Bytes> nodes() {
    return nodes;
  }

  /** The codes that were set, by hash. */
  public Map<Bytes32, Bytes> codes() {
    return codes;
  }
}
