package io.lyceum.learner.data;

/** A corpus cannot be used; the message is one sentence for the person who named it. */
public final class CorpusException extends RuntimeException {

  /** With a sentence that says what is wrong. */
  public CorpusException(String message) {
    super(message);
  }

  /** With a sentence that says what is wrong, and what caused it. */
  public CorpusException(String message, Throwable cause) {
    super(message, cause);
  }
}
