package io.lyceum.api.node;

import java.util.List;
import java.util.Optional;

/** What the API has to know of the network. */
public interface NetworkView {

  /** How many nodes this one is connected with. */
  int peerCount();

  /** The nodes that this one is connected with, ascending by address. */
  List<PeerResult> peers();

  /** How far synchronization has come; empty if the node has all blocks that its peers have. */
  Optional<SyncProgress> syncProgress();
}
