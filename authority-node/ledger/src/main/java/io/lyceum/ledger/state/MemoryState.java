package io.lyceum.ledger.state;

import io.lyceum.ledger.trie.MerklePatriciaTrie;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A state whose nodes and codes are kept in memory, and its successors. It begins empty.
 *
 * <p>For one thread.
 */
public final class MemoryState {

  private final Map<Bytes32, Bytes> nodes = new HashMap<>();
  private final Map<Bytes32, Bytes> codes = new HashMap<>();
  private Bytes32 root = MerklePatriciaTrie.EMPTY_ROOT;

  /** The state as it is now. */
  public WorldState current() {
    return new WorldState(
        root,
        hash -> Optional.ofNullable(nodes.get(hash)),
        hash -> Optional.ofNullable(codes.get(hash)));
  }

  /** Its root. */
  public Bytes32 root() {
    return root;
  }

  /** Makes changes. */
  public void apply(StateChanges changes) {
    apply(current().apply(changes));
  }

  /** Goes on to a state that was computed from the current one. */
  public void apply(StateUpdate update) {
    nodes.putAll(update.nodes());
    codes.putAll(update.codes());
    root = update.root();
  }
}
