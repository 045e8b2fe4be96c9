package io.lyceum.api.node;

import java.util.List;
import java.util.Optional;

/** What the API has to know of the network. */
public interface NetworkView {

  /** How many nodes this one is connected with. */
  int peerCount();

  /** The nodes that this one is connected with, ascending by address. */
  List<PeerResult> peers();

  /**
   * Tries to connect with a node from now on.
   *
   * @param place of the node, as {@code address@host:port}
   * @return whether that is news
   * @throws IllegalArgumentException with a sentence, if that is no place, or that of this node or
   *     of one that is not admitted
   */
  boolean addPeer(String place);

  /** How far synchronization has come; empty if the node has all blocks that its peers have. */
  Optional<SyncProgress> syncProgress();
}
