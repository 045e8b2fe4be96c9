package io.lyceum.ledger.storage;

import io.lyceum.ledger.cache.RecentEntries;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.state.StateCache;
import io.lyceum.ledger.state.StateUpdate;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.trie.NodeCache;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The states of a chain on disk, with what was read or written last in memory: trie nodes, codes,
 * and accounts and slots of the newest state.
 */
final class StateStore {

  private static final int NODE_BITS = 16;
  private static final int STATE_BITS = 15;

  /** Of codes that are {@linkplain CodeCache#isHeld held}. */
  private static final int CODE_BITS = 9;

  private final RocksDbStore store;
  private final NodeCache nodes;
  private final StateCache newest = new StateCache(MerklePatriciaTrie.EMPTY_ROOT, STATE_BITS);
  private final RecentEntries<Bytes32, Bytes> codes = new RecentEntries<>(CODE_BITS);

  StateStore(RocksDbStore store) {
    this.store = store;
    this.nodes = new NodeCache(hash -> store.get(Column.NODES, hash), NODE_BITS);
  }

  boolean holds(Bytes32 root) {
    return root.equals(MerklePatriciaTrie.EMPTY_ROOT) || store.get(Column.NODES, root).isPresent();
  }

  WorldState at(Bytes32 root) {
    return new WorldState(root, nodes, this::code, newest);
  }

  /** The state at a root is the newest, as it was when the store was closed. */
  void resume(Bytes32 root) {
    newest.restart(root);
  }

  private Optional<Bytes> code(Bytes32 hash) {
    Optional<Bytes> held = codes.get(hash);
    if (held.isPresent()) {
      return held;
    }
    Optional<Bytes> stored = store.get(Column.CODES, hash);
    stored.filter(CodeCache::isHeld).ifPresent(code -> codes.put(hash, code));
    return stored;
  }

  /** Makes a state part of a write. */
  void put(WriteTransaction write, StateUpdate update) {
    update.nodes().forEach((hash, node) -> write.put(Column.NODES, hash, node));
    update.codes().forEach((hash, code) -> write.put(Column.CODES, hash, code));
  }

  /** The write was applied: this state is the newest. */
  void advance(StateUpdate update) {
    nodes.addAll(update.nodes());
    newest.advance(update);
  }
}
