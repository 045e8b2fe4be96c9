package io.lyceum.ledger.exchange;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.chain.BlockImporter;

/** Hears how an import goes on. */
@FunctionalInterface
public interface ImportListener {

  /** A block is written, as of now or as before. */
  void onBlock(Block block, BlockImporter.Outcome outcome);
}
