package io.lyceum.ledger.genesis;

import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;

/**
 * A change of the consensus (an entry of {@code config.transitions.qbft}).
 *
 * @param block the first block to which it applies
 * @param config what is in force from there on
 * @param validators who seal from there on, until votes change it; empty for those who did before
 */
public record QbftTransition(long block, QbftConfig config, Optional<List<Address>> validators) {

  /**
   * Keeps an unmodifiable copy of the validators.
   *
   * @throws IllegalArgumentException if the block is not above 0, or if validators are given and
   *     there are none
   */
  public QbftTransition {
    if (block < 1) {
      throw new IllegalArgumentException("A transition begins after block 0, not at " + block);
    }
    validators = validators.map(List::copyOf);
    if (validators.isPresent() && validators.get().isEmpty()) {
      throw new IllegalArgumentException("A transition to no validators, at block " + block);
    }
  }
}
