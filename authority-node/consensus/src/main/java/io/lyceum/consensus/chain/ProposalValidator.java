package io.lyceum.consensus.chain;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import java.util.Optional;

/** Judges a proposed block by the rules of the chain; the seals are not there yet. */
@FunctionalInterface
public interface ProposalValidator {

  /**
   * Checks header and body and executes the block.
   *
   * @param block the proposed block
   * @param parent the head that it must follow
   * @return what is wrong, or empty if the block may be imported once sealed
   */
  Optional<String> validate(Block block, BlockHeader parent);
}
