package io.lyceum.network.artifact;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Nodes on their way into the store. They are written as they come, in any order, and vanish again
 * unless a commit makes them part of a held tree.
 */
final class ArtifactImport implements AutoCloseable {

  private final ArtifactStore store;
  private final List<Bytes32> pinned = new ArrayList<>();

  ArtifactImport(ArtifactStore store) {
    this.store = store;
  }

  /** Stores a node and gives its hash. */
  Bytes32 add(Bytes preimage) {
    Bytes32 hash = store.pin(preimage);
    pinned.add(hash);
    return hash;
  }

  /**
   * Holds the tree with this root.
   *
   * @throws IllegalArgumentException if a node of it is missing
   */
  Bytes32 commit(String holder, Bytes32 root) {
    store.retain(holder, root);
    return root;
  }

  @Override
  public void close() {
    store.unpin(pinned);
    pinned.clear();
  }
}
