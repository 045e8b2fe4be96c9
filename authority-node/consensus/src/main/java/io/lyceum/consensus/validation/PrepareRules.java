package io.lyceum.consensus.validation;

import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.Payload;
import io.lyceum.consensus.message.PreparePayload;
import io.lyceum.consensus.message.PreparedRound;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.ledger.types.Address;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When a list of prepares proves that a block was prepared. */
final class PrepareRules {

  private PrepareRules() {}

  /** What is wrong with the proof of a claim, if anything. */
  static Optional<String> check(
      ValidatorSet validators,
      long height,
      PreparedRound claim,
      List<SignedPayload<PreparePayload>> prepares) {
    if (!areQuorum(validators, prepares)) {
      return Optional.of("the prepares are not a quorum of different validators");
    }
    PreparePayload expected =
        new PreparePayload(new RoundIdentifier(height, claim.round()), claim.digest());
    return prepares.stream().allMatch(prepare -> prepare.payload().equals(expected))
        ? Optional.empty()
        : Optional.of("a prepare is for another round or block");
  }

  /** Whether the authors are at least a quorum of validators, none of them twice. */
  static <P extends Payload> boolean areQuorum(
      ValidatorSet validators, List<SignedPayload<P>> signed) {
    Set<Address> authors = new HashSet<>();
    for (SignedPayload<P> item : signed) {
      if (!validators.contains(item.author()) || !authors.add(item.author())) {
        return false;
      }
    }
    return authors.size() >= validators.quorum();
  }
}
