package io.lyceum.cli;

/** What the user gave cannot be used; the message is one sentence that says why. */
public final class InputException extends RuntimeException {

  /** Makes one with its sentence. */
  public InputException(String sentence) {
    super(sentence);
  }
}
