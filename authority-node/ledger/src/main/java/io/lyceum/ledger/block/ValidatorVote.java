package io.lyceum.ledger.block;

import io.lyceum.ledger.types.Address;

/**
 * A proposer's vote in a header on who seals.
 *
 * @param recipient whom the vote is about
 * @param polarity in or out
 */
public record ValidatorVote(Address recipient, Polarity polarity) {

  /** What the vote wants. */
  public enum Polarity {
    /** The recipient shall become a validator. */
    ADD,
    /** The recipient shall cease to be one. */
    DROP
  }
}
