package io.lyceum.consensus.simulation;

/** Something happened that must never happen. */
final class Violation extends AssertionError {

  private static final long serialVersionUID = 1;

  /** What can go wrong. */
  enum Kind {
    /** Two different blocks sealed at one height. */
    FORK,
    /** A sealed block without a quorum of different validators' seals over it. */
    SEALS,
    /** A sealed block that the ledger refuses. */
    INVALID_BLOCK,
    /** An honest validator signed two different things in one round. */
    SIGNED_TWICE,
    /** A validator that lost its record signed in a height in which it had signed before. */
    DID_NOT_ABSTAIN,
    /** An honest validator was accused of equivocation. */
    FALSE_ACCUSATION,
    /** No progress in time although nothing hinders a quorum. */
    STALL
  }

  private final Kind kind;

  Violation(Kind kind, String what) {
    super(kind + ": " + what);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
