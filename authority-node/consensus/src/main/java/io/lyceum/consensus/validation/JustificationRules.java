package io.lyceum.consensus.validation;

import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.ledger.block.BlockHeader;
import java.util.Optional;

/** What the validators of one height demand of proposals and round changes. */
public interface JustificationRules {

  /** What is wrong with a proposal, if anything, apart from the validity of its block. */
  Optional<String> check(Proposal proposal);

  /** What is wrong with a round change, if anything. */
  Optional<String> check(RoundChange roundChange);

  /** Makes the rules of each height. */
  @FunctionalInterface
  interface Factory {

    /**
     * The rules of a height.
     *
     * @param validators who seals it
     * @param parent the block before it
     */
    JustificationRules after(BlockHeader parent, ValidatorSet validators);
  }
}
