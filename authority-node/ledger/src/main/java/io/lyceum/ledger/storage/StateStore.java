package io.lyceum.ledger.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

  private static final long NODE_BYTES = 64L << 20;
  private static final long CODE_BYTES = 16L << 20;
  private static final long ACCOUNTS = 64 << 10;
  private static final long SLOTS = 64 << 10;

  private final RocksDbStore store;
  private final NodeCache nodes;
  private final StateCache newest = new StateCache(MerklePatriciaTrie.EMPTY_ROOT, ACCOUNTS, SLOTS);
  private final Cache<Bytes32, Bytes> codes =
      Caffeine.newBuilder()
          .maximumWeight(CODE_BYTES)
          .weigher((Bytes32 hash, Bytes code) -> Bytes32.SIZE + code.size())
          .executor(Runnable::run)
          .build();

  StateStore(RocksDbStore store) {
    this.store = store;
    this.nodes = new NodeCache(hash -> store.get(Column.NODES, hash), NODE_BYTES);
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
    return Optional.ofNullable(
        codes.get(hash, missing -> store.get(Column.CODES, missing).orElse(null)));
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
