package io.lyceum.learner.proof;

/**
 * A tree that was found under a checkpoint's or a version's hash does not hold tensors of the
 * model: whoever committed to it committed to something that no training leads to.
 */
public final class MalformedCheckpointException extends RuntimeException {

  /** With what is wrong. */
  public MalformedCheckpointException(String message) {
    super(message);
  }

  /** With what is wrong, and what caused it. */
  public MalformedCheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
