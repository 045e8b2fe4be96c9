package io.lyceum.consensus.validation;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.PreparedRound;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundChangePayload;
import io.lyceum.ledger.block.Block;
import java.util.Optional;

/**
 * When a round change of a height is believed: its claim to be prepared must come with the block
 * and a quorum of prepares for it (QBFT specification, {@code validRoundChange}).
 */
final class RoundChangeRules {

  private final ValidatorSet validators;
  private final long height;

  /** The rules of one height. */
  RoundChangeRules(ValidatorSet validators, long height) {
    this.validators = validators;
    this.height = height;
  }

  /** What is wrong with a message, if anything. */
  Optional<String> check(RoundChange message) {
    Optional<String> wrong = checkPayload(message.signed().payload());
    if (wrong.isPresent()) {
      return wrong;
    }
    if (!validators.contains(message.author())) {
      return Optional.of("the author is no validator");
    }
    Optional<PreparedRound> claim = message.prepared();
    if (claim.isPresent() != message.block().isPresent()) {
      return Optional.of("a prepared block without its claim, or the claim without the block");
    }
    if (claim.isEmpty()) {
      return message.prepares().isEmpty()
          ? Optional.empty()
          : Optional.of("prepares without a prepared block");
    }
    Optional<String> wrongBlock = checkBlock(message.block().get(), claim.get());
    if (wrongBlock.isPresent()) {
      return wrongBlock;
    }
    return PrepareRules.check(validators, height, claim.get(), message.prepares());
  }

  /**
   * The digest that was prepared covers neither seals nor, but for its roots, the body: an honest
   * proposer that took another's word for them would propose a block that nobody accepts.
   */
  private Optional<String> checkBlock(Block block, PreparedRound claim) {
    boolean claimed =
        block.number() == height
            && BlockRounds.round(block) == claim.round()
            && BlockRounds.digest(block).equals(claim.digest());
    if (!claimed) {
      return Optional.of("the prepared block is not the claimed one");
    }
    if (!block.header().qbft().seals().isEmpty()) {
      return Optional.of("the prepared block has seals");
    }
    return BlockRounds.hasItsOwnBody(block)
        ? Optional.empty()
        : Optional.of("the prepared block has the body of another");
  }

  /** What is wrong with a payload by itself, if anything. */
  Optional<String> checkPayload(RoundChangePayload payload) {
    if (payload.round().height() != height || payload.round().round() == 0) {
      return Optional.of("not a round change of this height");
    }
    return payload.prepared().isPresent()
            && payload.prepared().get().round() >= payload.round().round()
        ? Optional.of("prepared in a round that was not before")
        : Optional.empty();
  }
}
