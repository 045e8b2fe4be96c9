package io.lyceum.learner.training;

/** This process cannot run an engine class; the message is one sentence that says why. */
public final class EngineUnavailableException extends RuntimeException {

  /** With a sentence for whoever starts the process. */
  public EngineUnavailableException(String message) {
    super(message);
  }

  /** With a sentence for whoever starts the process, and what caused it. */
  public EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
