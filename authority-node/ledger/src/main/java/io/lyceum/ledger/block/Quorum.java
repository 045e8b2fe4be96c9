package io.lyceum.ledger.block;

/**
 * How many of a set of validators QBFT needs for what (Besu's BftHelpers).
 *
 * @param validators the size of the set, at least one
 */
public record Quorum(int validators) {

  /**
   * @throws IllegalArgumentException if there are no validators
   */
  public Quorum {
    if (validators < 1) {
      throw new IllegalArgumentException("A quorum needs at least one validator");
    }
  }

  /** Seals, commits or round changes that decide: two thirds, rounded up. */
  public int size() {
    return (2 * validators + 2) / 3;
  }

  /** Prepares that make a block prepared: the proposal counts as the proposer's. */
  public int prepares() {
    return size() - 1;
  }

  /** The most validators that may fail, f. */
  public int faulty() {
    return (validators - 1) / 3;
  }

  /** Round changes of which at least one is honest, f + 1. */
  public int honest() {
    return faulty() + 1;
  }
}
