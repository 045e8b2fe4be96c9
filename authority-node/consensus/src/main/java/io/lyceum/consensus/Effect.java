package io.lyceum.consensus;

import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.signing.Equivocation;
import io.lyceum.consensus.signing.SigningRecord;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;

/** What a driver must do. The effects of one event are brought about in their order. */
public sealed interface Effect {

  /**
   * Make this durable, in place of the record before, and only then go on to the next effect: what
   * follows may send a signature that the record tells of.
   */
  record Persist(SigningRecord record) implements Effect {}

  /** Send to all other validators. */
  record Broadcast(QbftMessage message) implements Effect {}

  /** Send to one peer. */
  record Send(Address peer, QbftMessage message) implements Effect {}

  /**
   * Set the timer of a kind, in place of an earlier one of this kind.
   *
   * @param atMillis when it fires, in milliseconds since 1970
   */
  record SetTimer(TimerKind kind, RoundIdentifier round, long atMillis) implements Effect {}

  /** Stop the timer of a kind. */
  record CancelTimer(TimerKind kind) implements Effect {}

  /**
   * Build a block and answer with {@link Event.ProposalBuilt}.
   *
   * @param round for its extra data
   * @param parent the head it follows
   * @param timestamp in seconds since 1970
   */
  record RequestProposal(RoundIdentifier round, BlockHeader parent, long timestamp)
      implements Effect {}

  /** Import a block that this validator has validated and a quorum has sealed. */
  record ImportBlock(Block block) implements Effect {}

  /** A validator signed two different things where one is allowed. */
  record ReportEquivocation(Equivocation equivocation) implements Effect {}

  /**
   * A validator is at a later height, so there are sealed blocks that this node lacks.
   *
   * @param height the height that the peer is working on
   */
  record FallenBehind(Address peer, long height) implements Effect {}
}
