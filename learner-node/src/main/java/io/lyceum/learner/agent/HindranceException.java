package io.lyceum.learner.agent;

/** What is needed to go on is not there yet. The message is one sentence. */
final class HindranceException extends Exception {

  HindranceException(String message) {
    super(message);
  }

  HindranceException(String message, Throwable cause) {
    super(message, cause);
  }
}
