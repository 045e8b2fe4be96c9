package io.lyceum.consensus.chain;

import io.lyceum.ledger.block.BlockHeader;

/** Tells who seals the block after a header, from votes in headers or from a contract. */
@FunctionalInterface
public interface ValidatorProvider {

  /** The validators of the block that follows {@code parent}, which is in the chain. */
  ValidatorSet after(BlockHeader parent);
}
