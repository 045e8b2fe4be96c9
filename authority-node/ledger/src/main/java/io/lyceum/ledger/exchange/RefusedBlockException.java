package io.lyceum.ledger.exchange;

import io.lyceum.ledger.validation.BlockRule;

/** A block of a file breaks a rule, so that neither it nor what follows was imported. */
public final class RefusedBlockException extends Exception {

  private static final long serialVersionUID = 1L;

  private final long number;
  private final BlockRule rule;

  /** Names block and rule, and says what was found. */
  RefusedBlockException(long number, BlockRule rule, String finding, Throwable cause) {
    super("Block " + number + " breaks the rule " + rule + ": " + finding, cause);
    this.number = number;
    this.rule = rule;
  }

  /** The number of the block; where it cannot be read, the one that should come here. */
  public long number() {
    return number;
  }

  /** The rule that is broken. */
  public BlockRule rule() {
    return rule;
  }
}
