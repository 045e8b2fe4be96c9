package io.lyceum.consensus;

import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;

/** What can happen to a validator. */
public sealed interface Event {

  /**
   * The chain has a new head, by import of what was sealed here or by synchronisation. The first
   * event of a machine is the head that its chain had at the start.
   */
  record NewChainHead(BlockHeader head) implements Event {}

  /**
   * A message arrived whose signatures, and whose seal if it is a commit, are genuine: it comes
   * from {@link io.lyceum.consensus.message.MessageCodec#decode(org.apache.tuweni.bytes.Bytes)}.
   * Nothing else about it is believed.
   */
  record MessageReceived(QbftMessage message) implements Event {}

  /** The timer of a kind, last set for a round, fired. */
  record TimerExpired(TimerKind kind, RoundIdentifier round) implements Event {}

  /** The block that was asked for by {@link Effect.RequestProposal} is built. */
  record ProposalBuilt(RoundIdentifier round, Block block) implements Event {}

  /** A peer can be reached from now on. */
  record PeerConnected(Address peer) implements Event {}
}
