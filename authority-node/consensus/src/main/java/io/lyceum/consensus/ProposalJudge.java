package io.lyceum.consensus;

import io.lyceum.consensus.chain.ProposalValidator;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.validation.JustificationRules;
import io.lyceum.ledger.block.BlockHeader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the proposals of one height: by their justification, and then by their block. A proposer
 * has one attempt in its round, since executing block after block would keep the timers waiting.
 */
final class ProposalJudge {

  private final BlockHeader parent;
  private final JustificationRules rules;
  private final ProposalValidator validator;
  private final Set<Integer> spent = new HashSet<>();

  ProposalJudge(BlockHeader parent, JustificationRules rules, ProposalValidator validator) {
    this.parent = parent;
    this.rules = rules;
    this.validator = validator;
  }

  /** What is wrong with a proposal, if anything. */
  Optional<String> check(Proposal proposal) {
    int round = proposal.round().round();
    if (spent.contains(round)) {
      return Optional.of("another proposal of this round was invalid");
    }
    Optional<String> unjustified = rules.check(proposal);
    if (unjustified.isPresent()) {
      return unjustified;
    }
    Optional<String> invalid = validator.validate(proposal.block(), parent);
    invalid.ifPresent(_ -> spent.add(round));
    return invalid;
  }
}
