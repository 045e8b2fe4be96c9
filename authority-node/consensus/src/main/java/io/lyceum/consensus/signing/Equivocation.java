package io.lyceum.consensus.signing;

import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.Payload;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.ledger.types.Address;

/**
 * Evidence against a validator: two payloads of one kind and round that it signed and that differ.
 * Whoever has both needs to trust nobody, since the signatures tell their author.
 *
 * @param first the one that arrived first
 * @param second the other
 */
public record Equivocation(
    SignedPayload<? extends Payload> first, SignedPayload<? extends Payload> second) {

  /**
   * @throws IllegalArgumentException if the two do not contradict each other
   */
  public Equivocation {
    boolean sameSlot =
        first.author().equals(second.author())
            && first.payload().code() == second.payload().code()
            && first.payload().round().equals(second.payload().round());
    if (!sameSlot || first.signingHash().equals(second.signingHash())) {
      throw new IllegalArgumentException(first + " does not contradict " + second);
    }
  }

  /** Who signed both. */
  public Address validator() {
    return first.author();
  }

  /** The height and round for which both were signed. */
  public RoundIdentifier round() {
    return first.payload().round();
  }

  /** The kind of both. */
  public MessageCode kind() {
    return first.payload().code();
  }
}
