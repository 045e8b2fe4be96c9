package io.lyceum.authority;

import io.lyceum.api.lyceum.NodeState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a node. A new directory begins with {@link NodeState#GENESIS}, one that holds a
 * chain with {@link NodeState#BOOT}; then {@link NodeState#SYNCING} whenever blocks are missing,
 * else {@link NodeState#READY} once the node takes part, else {@link NodeState#BOOT}; and {@link
 * NodeState#STOPPING} from any of them, for good. Safe for use by many threads.
 */
final class NodeLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLifecycle.class);

  private boolean holdsChain;
  private boolean lacksBlocks;
  private boolean takesPart;
  private boolean stops;
  private volatile NodeState state;

  /**
   * @param holdsChain whether the directory has a chain in it
   */
  NodeLifecycle(boolean holdsChain) {
    this.holdsChain = holdsChain;
    state = next();
  }

  NodeState state() {
    return state;
  }

  /** Block 0, or more, is on the disk. */
  synchronized void chainOpened() {
    holdsChain = true;
    change();
  }

  /** Blocks are missing that others are known to have. */
  synchronized void lacksBlocks() {
    lacksBlocks = true;
    change();
  }

  /** No block is missing, or none but the newest, which is on its way. */
  synchronized void isLevel() {
    lacksBlocks = false;
    change();
  }

  /** Consensus runs. */
  synchronized void takesPart() {
    takesPart = true;
    change();
  }

  /** The node closes. */
  synchronized void stops() {
    stops = true;
    change();
  }

  private void change() {
    NodeState next = next();
    if (next != state) {
      LOG.info("State {}, after {}", next.label(), state.label());
      state = next;
    }
  }

  private NodeState next() {
    if (stops) {
      return NodeState.STOPPING;
    }
    if (!holdsChain) {
      return NodeState.GENESIS;
    }
    if (lacksBlocks) {
      return NodeState.SYNCING;
    }
    return takesPart ? NodeState.READY : NodeState.BOOT;
  }
}
