package io.lyceum.api.node;

import java.util.Optional;

/** What the API has to know of the network. */
public interface NetworkView {

  /** How many nodes this one is connected with. */
  int peerCount();

  /** How far synchronization has come; empty if the node has all blocks that its peers have. */
  Optional<SyncProgress> syncProgress();
}
