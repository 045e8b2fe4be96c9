package io.lyceum.ledger.execution;

/** A system contract does not do what every block needs, so that no block can be made. */
public final class SystemCallException extends RuntimeException {

  /** Makes one with a sentence that says what is wrong. */
  public SystemCallException(String sentence) {
    super(sentence);
  }
}
