package io.lyceum.consensus;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.chain.ProposalValidator;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.round.RoundChangeManager;
import io.lyceum.consensus.signing.Signatory;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import java.util.List;
import java.util.Optional;

/**
 * The proposer's part in a height: it proposes when it is its turn and the round is justified, what
 * was prepared last if anything was, and otherwise a block that it asks for.
 */
final class Proposer {

  private final BlockHeader parent;
  private final ValidatorSet validators;
  private final BlockTime blockTime;
  private final ProposalValidator proposalValidator;
  private final Signatory signatory;
  private final Outbox outbox;
  private Optional<List<RoundChange>> justification = Optional.empty();

  Proposer(
      BlockHeader parent,
      ValidatorSet validators,
      BlockTime blockTime,
      ProposalValidator proposalValidator,
      Signatory signatory,
      Outbox outbox) {
    this.parent = parent;
    this.validators = validators;
    this.blockTime = blockTime;
    this.proposalValidator = proposalValidator;
    this.signatory = signatory;
    this.outbox = outbox;
  }

  /** Forgets what belonged to the round before. */
  void enterRound() {
    justification = Optional.empty();
  }

  /**
   * Begins to propose in a round that has no proposal, if that is due and has not begun.
   *
   * @return the proposal, where the block is at hand
   */
  Optional<Proposal> proposeIfDue(RoundIdentifier round, RoundChangeManager roundChanges) {
    boolean turn =
        validators.proposer(parent.coinbase(), round.round()).equals(signatory.address());
    List<RoundChange> collected = roundChanges.forRound(round.round());
    boolean justified = round.round() == 0 || collected.size() >= validators.quorum();
    if (!turn || !justified || justification.isPresent()) {
      return Optional.empty();
    }
    justification = Optional.of(collected);
    Optional<PreparedCertificate> highest = RoundChangeManager.highestPrepared(collected);
    if (highest.isPresent()) {
      Block block = BlockRounds.inRound(highest.get().block(), round.round());
      return proposalValidator.validate(block, parent).isEmpty()
          ? sign(round, block, highest)
          : Optional.empty();
    }
    outbox.emit(new Effect.RequestProposal(round, parent, blockTime.timestamp(outbox.now())));
    return Optional.empty();
  }

  /** Whether a block was asked for in the current round. */
  boolean awaitsBlock() {
    return justification.isPresent();
  }

  /** Proposes the block that was asked for. */
  Optional<Proposal> propose(RoundIdentifier round, Block built) {
    return sign(round, BlockRounds.inRound(built, round.round()), Optional.empty());
  }

  private Optional<Proposal> sign(
      RoundIdentifier round, Block block, Optional<PreparedCertificate> certificate) {
    return signatory.propose(
        round,
        block,
        justification.orElseThrow().stream().map(RoundChange::signed).toList(),
        certificate.map(PreparedCertificate::prepares).orElse(List.of()));
  }
}
