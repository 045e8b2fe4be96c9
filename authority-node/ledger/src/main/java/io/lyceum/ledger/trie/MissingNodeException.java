package io.lyceum.ledger.trie;

import org.apache.tuweni.bytes.Bytes32;

/**
 * The store lacks a node that a trie refers to: the state was never held, or the store is damaged.
 */
public final class MissingNodeException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** Names the node. */
  public MissingNodeException(Bytes32 hash) {
    super("The store lacks the trie node " + hash);
  }
}
