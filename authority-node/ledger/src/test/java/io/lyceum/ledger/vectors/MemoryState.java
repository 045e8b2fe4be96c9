package io.lyceum.ledger.vectors;

import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.state.StateUpdate;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** A state whose nodes and codes are kept in maps, and its successors. */
final class MemoryState {

  private final Map<Bytes32, Bytes> nodes = new HashMap<>();
  private final Map<Bytes32, Bytes> codes = new HashMap<>();
  private Bytes32 root = MerklePatriciaTrie.EMPTY_ROOT;

  WorldState current() {
    return new WorldState(
        root,
        hash -> Optional.ofNullable(nodes.get(hash)),
        hash -> Optional.ofNullable(codes.get(hash)));
  }

  Bytes32 root() {
    return root;
  }

  void apply(StateChanges changes) {
    apply(current().apply(changes));
  }

  void apply(StateUpdate update) {
    nodes.putAll(update.nodes());
    codes.putAll(update.codes());
    root = update.root();
  }
}
