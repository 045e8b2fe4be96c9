package io.lyceum.consensus.validation;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.PreparedRound;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.RoundChangePayload;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a proposal of a height is justified (QBFT specification, {@code validNewBlock} and {@code
 * isProposalJustification}). Whether the chain can take the block is judged elsewhere.
 */
final class ProposalRules {

  private final ValidatorSet validators;
  private final BlockHeader parent;
  private final RoundChangeRules roundChangeRules;

  /** The rules of the height after a block. */
  ProposalRules(ValidatorSet validators, BlockHeader parent) {
    this.validators = validators;
    this.parent = parent;
    this.roundChangeRules = new RoundChangeRules(validators, parent.number() + 1);
  }

  /** What is wrong with a proposal, if anything. */
  Optional<String> check(Proposal proposal) {
    int round = proposal.round().round();
    if (!proposal.author().equals(validators.proposer(parent.coinbase(), round))) {
      return Optional.of("the author is not the proposer of this round");
    }
    Block block = proposal.block();
    if (block.number() != proposal.round().height()
        || BlockRounds.round(block) != round
        || !block.header().qbft().seals().isEmpty()) {
      return Optional.of("the block names another height or round, or has seals");
    }
    if (round == 0) {
      return proposal.roundChanges().isEmpty() && proposal.prepares().isEmpty()
          ? checkFreshBlock(proposal)
          : Optional.of("round 0 needs no justification");
    }
    return checkJustification(proposal);
  }

  private Optional<String> checkJustification(Proposal proposal) {
    List<SignedPayload<RoundChangePayload>> roundChanges = proposal.roundChanges();
    if (!PrepareRules.areQuorum(validators, roundChanges)) {
      return Optional.of("the round changes are not a quorum of different validators");
    }
    for (SignedPayload<RoundChangePayload> roundChange : roundChanges) {
      if (!roundChange.payload().round().equals(proposal.round())) {
        return Optional.of("a round change is for another round");
      }
      Optional<String> wrong = roundChangeRules.checkPayload(roundChange.payload());
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    Optional<PreparedRound> highest =
        roundChanges.stream()
            .flatMap(roundChange -> roundChange.payload().prepared().stream())
            .max(Comparator.comparingInt(PreparedRound::round));
    if (highest.isEmpty()) {
      return proposal.prepares().isEmpty()
          ? checkFreshBlock(proposal)
          : Optional.of("prepares although nobody was prepared");
    }
    return checkPreparedBlock(proposal, highest.get());
  }

  private Optional<String> checkPreparedBlock(Proposal proposal, PreparedRound highest) {
    boolean contradiction =
        proposal.roundChanges().stream()
            .flatMap(roundChange -> roundChange.payload().prepared().stream())
            .anyMatch(claim -> claim.round() == highest.round() && !claim.equals(highest));
    if (contradiction) {
      return Optional.of("two claims to be prepared contradict each other");
    }
    if (!BlockRounds.digest(proposal.block(), highest.round()).equals(highest.digest())) {
      return Optional.of("the block is not the one that was prepared last");
    }
    return PrepareRules.check(validators, proposal.round().height(), highest, proposal.prepares());
  }

  private static Optional<String> checkFreshBlock(Proposal proposal) {
    return proposal.block().header().coinbase().equals(proposal.author())
        ? Optional.empty()
        : Optional.of("the block's coinbase is not its proposer");
  }
}
