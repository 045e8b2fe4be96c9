package io.lyceum.ledger.state;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.trie.NodeCache;
import io.lyceum.ledger.trie.NodeStore;
import io.lyceum.ledger.types.Address;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
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

  private final Function<Bytes32, MerklePatriciaTrie> tries;
  private final CodeStore codes;
  private final HeldState held;
  private final MerklePatriciaTrie accounts;

  private WorldState(
      Bytes32 root, Function<Bytes32, MerklePatriciaTrie> tries, CodeStore codes, HeldState held) {
    this(tries.apply(root), tries, codes, held);
  }

  private WorldState(
      MerklePatriciaTrie accounts,
      Function<Bytes32, MerklePatriciaTrie> tries,
      CodeStore codes,
      HeldState held) {
    this.accounts = accounts;
    this.tries = tries;
    this.codes = codes;
    this.held = held;
  }

  /** The state at a root, over the stores that hold it. */
  public WorldState(Bytes32 root, NodeStore nodes, CodeStore codes) {
    this(root, trie -> MerklePatriciaTrie.at(trie, nodes), codes, HeldState.NOTHING);
  }

  /** The state at a root, parts of which are held in memory. */
  public WorldState(Bytes32 root, NodeCache nodes, CodeStore codes, StateCache cache) {
    this(root, trie -> MerklePatriciaTrie.at(trie, nodes), codes, cache.at(root));
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
    return held.slot(new HeldState.SlotKey(address, slot), this::storedSlot);
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
    MerklePatriciaTrie storage = tries.apply(storageRoot);
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
    Map<Address, Optional<TrieAccount>> after = new LinkedHashMap<>();
    MerklePatriciaTrie changed =
        changed(
            changes, storage -> storage.forEachNewNode(newNodes::put), newCodes::put, after::put);
    changed.forEachNewNode(newNodes::put);
    return new StateUpdate(root(), changes, after, changed.rootHash(), newNodes, newCodes);
  }

  /**
   * The state that follows from changes, to be read like any other. What is new in it is held in
   * memory, over the stores of this one.
   */
  public WorldState with(StateChanges changes) {
    Map<Bytes32, MerklePatriciaTrie> newStorage = new HashMap<>();
    Map<Bytes32, Bytes> newCodes = new HashMap<>();
    MerklePatriciaTrie changed =
        changed(
            changes,
            storage -> newStorage.put(storage.rootHash(), storage),
            newCodes::put,
            (address, account) -> {});
    return new WorldState(
        changed,
        root -> {
          MerklePatriciaTrie known = newStorage.get(root);
          return known == null ? tries.apply(root) : known;
        },
        hash -> Optional.ofNullable(newCodes.get(hash)).or(() -> codes.code(hash)),
        HeldState.NOTHING);
  }

  private MerklePatriciaTrie changed(
      StateChanges changes,
      Consumer<MerklePatriciaTrie> newStorage,
      BiConsumer<Bytes32, Bytes> newCodes,
      BiConsumer<Address, Optional<TrieAccount>> after) {
    Map<Bytes, Bytes> leaves = new LinkedHashMap<>();
    changes
        .accounts()
        .forEach(
            (address, change) -> {
              Optional<TrieAccount> account =
                  change.after().map(state -> changed(address, state, change, newStorage));
              after.accept(address, account);
              leaves.put(keyOf(address), account.map(TrieAccount::encoded).orElse(Bytes.EMPTY));
              change
                  .code()
                  .filter(code -> !code.isEmpty())
                  .ifPresent(code -> newCodes.accept(Keccak.hash(code), code));
            });
    return accounts.with(leaves);
  }

  private TrieAccount changed(
      Address address,
      AccountState state,
      StateChanges.AccountChange change,
      Consumer<MerklePatriciaTrie> newStorage) {
    Bytes32 before =
        change.storageCleared()
            ? MerklePatriciaTrie.EMPTY_ROOT
            : trieAccount(address)
                .map(TrieAccount::storageRoot)
                .orElse(MerklePatriciaTrie.EMPTY_ROOT);
    if (change.storage().isEmpty()) {
      return new TrieAccount(state, before);
    }
    Map<Bytes, Bytes> leaves = new LinkedHashMap<>();
    change
        .storage()
        .forEach(
            (slot, value) ->
                leaves.put(
                    Keccak.hash(slot),
                    value.isZero() ? Bytes.EMPTY : Rlp.encodeValue(value.toMinimalBytes())));
    MerklePatriciaTrie storage = tries.apply(before).with(leaves);
    newStorage.accept(storage);
    return new TrieAccount(state, storage.rootHash());
  }

  private Optional<TrieAccount> trieAccount(Address address) {
    return held.account(address, this::storedAccount);
  }

  private Optional<TrieAccount> storedAccount(Address address) {
    return accounts.get(keyOf(address)).map(TrieAccount::decode);
  }

  private UInt256 storedSlot(HeldState.SlotKey key) {
    return trieAccount(key.address())
        .map(account -> slotValue(tries.apply(account.storageRoot()), key.slot()))
        .orElse(UInt256.ZERO);
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
