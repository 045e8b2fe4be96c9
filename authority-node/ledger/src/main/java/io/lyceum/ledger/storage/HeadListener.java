package io.lyceum.ledger.storage;

import io.lyceum.ledger.block.Block;

/** Is told of every new head, after it is written and before {@code append} returns. */
@FunctionalInterface
public interface HeadListener {

  /** A block became the head. What this throws is logged and hurts nobody else. */
  void onNewHead(Block block);
}
