package io.lyceum.consensus.relay;

import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.Vote;
import io.lyceum.consensus.validation.JustificationRules;
import io.lyceum.consensus.validation.QbftRules;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.util.Optional;

/**
 * Judges, at one head of the chain, what messages are worth passing on. A message proves its author
 * by its signature, so who brought it matters only for the blame. What others could have put around
 * a genuine signature is checked too: a justification that does not hold would let anybody make
 * many messages out of one.
 */
public final class RelayRules {

  private final long next;
  private final long last;
  private final ValidatorSet validators;
  private final JustificationRules rules;

  /**
   * The rules after a block.
   *
   * @param head the last block
   * @param validators of the next one; those of the heights after it are taken to be the same
   * @param futureHeights how many heights after the next one are near enough
   */
  public RelayRules(BlockHeader head, ValidatorSet validators, int futureHeights) {
    this.next = head.number() + 1;
    this.last = next + futureHeights;
    this.validators = validators;
    this.rules = new QbftRules(head, validators);
  }

  /** The height that is sealed next. */
  public long height() {
    return next;
  }

  /** Who seals it. */
  public ValidatorSet validators() {
    return validators;
  }

  /**
   * Judges a message.
   *
   * @param message whose signatures are genuine
   * @param from the node that brought it
   */
  public RelayVerdict judge(QbftMessage message, Address from) {
    long height = message.round().height();
    if (height == next) {
      boolean valid = validators.contains(message.author()) && wrong(message).isEmpty();
      return valid ? RelayVerdict.PASS_ON : blame(message, from);
    }
    boolean soon = next < height && height <= last;
    return soon && validators.contains(message.author()) && isSignedWhole(message)
        ? RelayVerdict.PASS_ON
        : RelayVerdict.KEEP;
  }

  /**
   * Of what its author signed whole the author alone is guilty: a node that lacks the last block
   * could not know that it is wrong.
   */
  private static RelayVerdict blame(QbftMessage message, Address from) {
    return from.equals(message.author()) || !isSignedWhole(message)
        ? RelayVerdict.INVALID
        : RelayVerdict.KEEP;
  }

  private Optional<String> wrong(QbftMessage message) {
    return switch (message) {
      case Proposal proposal -> rules.check(proposal);
      case RoundChange roundChange -> rules.check(roundChange);
      case Vote _ -> Optional.empty();
    };
  }

  /** Whether its author signed all of it: nothing then needs the block before to be judged. */
  private static boolean isSignedWhole(QbftMessage message) {
    return switch (message) {
      case Proposal proposal -> proposal.roundChanges().isEmpty() && proposal.prepares().isEmpty();
      case RoundChange change -> change.block().isEmpty() && change.prepares().isEmpty();
      case Vote _ -> true;
    };
  }
}
