package io.lyceum.cli;

/** A command could not do what it was asked; the message is one sentence that says why. */
public final class CommandFailure extends RuntimeException {

  /** Makes one with its sentence. */
  public CommandFailure(String sentence) {
    super(sentence);
  }
}
