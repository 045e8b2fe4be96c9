package io.lyceum.learner.chain;

/** The chain did not do what it was asked. The message is one sentence. */
public class ChainException extends Exception {

  /** With a sentence that says what failed. */
  public ChainException(String message) {
    super(message);
  }

  /** With a sentence that says what failed, and its cause. */
  public ChainException(String message, Throwable cause) {
    super(message, cause);
  }
}
