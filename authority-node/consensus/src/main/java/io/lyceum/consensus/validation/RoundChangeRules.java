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
public final class RoundChangeRules {

  private final ValidatorSet validators;
  private final long height;

  /** The rules of one height. */
  public RoundChangeRules(ValidatorSet validators, long height) {
    this.validators = validators;
    this.height = height;
  }

  /** What is wrong with a message, if anything. */
  public Optional<String> check(RoundChange message) {
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
    Block block = message.block().get();
    if (block.number() != height || !BlockRounds.digest(block).equals(claim.get().digest())) {
      return Optional.of("the prepared block is not the claimed one");
    }
    return PrepareRules.check(validators, height, claim.get(), message.prepares());
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
