package io.lyceum.consensus.validation;

import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.ledger.block.BlockHeader;
import java.util.Optional;

/** The rules of the QBFT specification. */
public final class QbftRules implements JustificationRules {

  private final ProposalRules proposals;
  private final RoundChangeRules roundChanges;

  /** The rules of the height after a block. */
  public QbftRules(BlockHeader parent, ValidatorSet validators) {
    this.proposals = new ProposalRules(validators, parent);
    this.roundChanges = new RoundChangeRules(validators, parent.number() + 1);
  }

  @Override
  public Optional<String> check(Proposal proposal) {
    return proposals.check(proposal);
  }

  @Override
  public Optional<String> check(RoundChange roundChange) {
    return roundChanges.check(roundChange);
  }
}
