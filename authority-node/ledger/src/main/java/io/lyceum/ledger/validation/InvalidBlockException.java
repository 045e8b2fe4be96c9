package io.lyceum.ledger.validation;

/** A block breaks a rule. */
public final class InvalidBlockException extends Exception {

  private static final long serialVersionUID = 1L;

  private final BlockRule rule;
  private final String finding;

  /** Names the rule, and says what was found. */
  public InvalidBlockException(BlockRule rule, String finding) {
    super(rule + ": " + finding);
    this.rule = rule;
    this.finding = finding;
  }

  /** The rule that is broken. */
  public BlockRule rule() {
    return rule;
  }

  /** What was found, without the rule's name. */
  public String finding() {
    return finding;
  }
}
