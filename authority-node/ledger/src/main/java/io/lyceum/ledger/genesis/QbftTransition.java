package io.lyceum.ledger.genesis;

import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;

/**
 * A change of the consensus (an entry of {@code config.transitions.qbft}).
 *
 * @param start from when on it applies
 * @param config what is in force from there on
 * @param validators who seal from there on, until votes change it; empty for those who did before
 */
public record QbftTransition(Start start, QbftConfig config, Optional<List<Address>> validators) {

  /** From when on a transition applies. */
  public sealed interface Start {

    /**
     * Whether it has come.
     *
     * @param number of a block
     * @param timestamp in seconds since 1970
     */
    boolean reached(long number, long timestamp);

    /** What the file says. */
    long value();
  }

  /**
   * From a block on.
   *
   * @param value the first block's number
   */
  public record AtBlock(long value) implements Start {

    @Override
    public boolean reached(long number, long timestamp) {
      return number >= value;
    }
  }

  /**
   * From a time on.
   *
   * @param value in seconds since 1970
   */
  public record AtTime(long value) implements Start {

    @Override
    public boolean reached(long number, long timestamp) {
      return timestamp >= value;
    }
  }

  /**
   * Keeps an unmodifiable copy of the validators.
   *
   * @throws IllegalArgumentException if it is to apply from block 0 on, if there are to be no
   *     validators, or others from a time on, when nobody knows which block will be the first
   */
  public QbftTransition {
    if (start.value() < 1) {
      throw new IllegalArgumentException(
          "A transition begins after block 0, not at " + start.value());
    }
    validators = validators.map(List::copyOf);
    if (validators.isPresent() && validators.get().isEmpty()) {
      throw new IllegalArgumentException("A transition to no validators, at " + start.value());
    }
    if (validators.isPresent() && start instanceof AtTime) {
      throw new IllegalArgumentException(
          "Other validators can take over at a block only, not at the time " + start.value());
    }
  }

  /** A transition at a block. */
  public QbftTransition(long block, QbftConfig config, Optional<List<Address>> validators) {
    this(new AtBlock(block), config, validators);
  }
}
