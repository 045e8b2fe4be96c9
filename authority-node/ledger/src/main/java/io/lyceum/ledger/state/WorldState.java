package io.lyceum.ledger.state;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.trie.NodeStore;
import io.lyceum.ledger.types.Address;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The state at a root: a trie of accounts by the hash of their address, each with a trie of slots
 * by the hash of their number. It never changes; {@link #apply} computes what follows. Methods
 * throw {@link io.lyceum.ledger.trie.MissingNodeException} if the store lacks the state.
 */
public final class WorldState implements StateReader {

  private final NodeStore nodes;
  private final CodeStore codes;
  private final MerklePatriciaTrie accounts;

  /** The state at a root, over the stores that hold it. */
  public WorldState(Bytes32 root, NodeStore nodes, CodeStore codes) {
    this.nodes = nodes;
    this.codes = codes;
    this.accounts = MerklePatriciaTrie.at(root, nodes);
  }

  /** The state without accounts. */
  public static WorldState empty() {
    return new WorldState(MerklePatriciaTrie.EMPTY_ROOT, NodeStore.EMPTY, hash -> Optional.empty());
  }

  /** The state root. */
  public Bytes32 root() {
    return accounts.rootHash();
  }

  @Override
  public Optional<AccountState> account(Address address) {
    return trieAccount(address).map(TrieAccount::state);
  }

  @Override
  public UInt256 storage(Address address, UInt256 slot) {
    return trieAccount(address)
        .map(account -> slotValue(storageTrie(account.storageRoot()), slot))
        .orElse(UInt256.ZERO);
  }

  @Override
  public boolean hasStorage(Address address) {
    return trieAccount(address)
        .filter(account -> !account.storageRoot().equals(MerklePatriciaTrie.EMPTY_ROOT))
        .isPresent();
  }

  @Override
  public Bytes code(Bytes32 codeHash) {
    if (codeHash.equals(Keccak.EMPTY)) {
      return Bytes.EMPTY;
    }
    return codes
        .code(codeHash)
        .orElseThrow(() -> new IllegalStateException("The store lacks the code " + codeHash));
  }

  /** Proves an account and some of its slots, or their absence. */
  public AccountProof proof(Address address, List<UInt256> slots) {
    Optional<TrieAccount> account = trieAccount(address);
    Bytes32 storageRoot =
        account.map(TrieAccount::storageRoot).orElse(MerklePatriciaTrie.EMPTY_ROOT);
    MerklePatriciaTrie storage = storageTrie(storageRoot);
    List<AccountProof.SlotProof> slotProofs =
        slots.stream()
            .map(
                slot ->
                    new AccountProof.SlotProof(
                        slot, slotValue(storage, slot), storage.proof(Keccak.hash(slot))))
            .toList();
    return new AccountProof(
        address,
        account.map(TrieAccount::state),
        storageRoot,
        accounts.proof(keyOf(address)),
        slotProofs);
  }

  /** Computes the state that follows from changes. Writes nothing. */
  public StateUpdate apply(StateChanges changes) {
    Map<Bytes32, Bytes> newNodes = new LinkedHashMap<>();
    Map<Bytes32, Bytes> newCodes = new LinkedHashMap<>();
    MerklePatriciaTrie changed = accounts;
    for (Map.Entry<Address, StateChanges.AccountChange> entry : changes.accounts().entrySet()) {
      Address address = entry.getKey();
      StateChanges.AccountChange change = entry.getValue();
      if (change.after().isEmpty()) {
        changed = changed.remove(keyOf(address));
        continue;
      }
      MerklePatriciaTrie storage = changedStorage(address, change);
      storage.forEachNewNode(newNodes::put);
      change
          .code()
          .filter(code -> !code.isEmpty())
          .ifPresent(code -> newCodes.put(Keccak.hash(code), code));
      var account = new TrieAccount(change.after().get(), storage.rootHash());
      changed = changed.put(keyOf(address), account.encoded());
    }
    changed.forEachNewNode(newNodes::put);
    return new StateUpdate(changed.rootHash(), newNodes, newCodes);
  }

  private MerklePatriciaTrie changedStorage(Address address, StateChanges.AccountChange change) {
    Bytes32 before =
        trieAccount(address)
            .filter(account -> !change.storageCleared())
            .map(TrieAccount::storageRoot)
            .orElse(MerklePatriciaTrie.EMPTY_ROOT);
    MerklePatriciaTrie storage = storageTrie(before);
    for (Map.Entry<UInt256, UInt256> slot : change.storage().entrySet()) {
      Bytes32 key = Keccak.hash(slot.getKey());
      UInt256 value = slot.getValue();
      storage =
          value.isZero()
              ? storage.remove(key)
              : storage.put(key, RLP.encodeValue(value.toMinimalBytes()));
    }
    return storage;
  }

  private Optional<TrieAccount> trieAccount(Address address) {
    return accounts.get(keyOf(address)).map(TrieAccount::decode);
  }

  private MerklePatriciaTrie storageTrie(Bytes32 root) {
    return MerklePatriciaTrie.at(root, nodes);
  }

  private static UInt256 slotValue(MerklePatriciaTrie storage, UInt256 slot) {
    return storage
        .get(Keccak.hash(slot))
        .map(encoded -> UInt256.fromBytes(RLP.decodeValue(encoded)))
        .orElse(UInt256.ZERO);
  }

  private static Bytes32 keyOf(Address address) {
    return Keccak.hash(address.bytes());
  }
}
