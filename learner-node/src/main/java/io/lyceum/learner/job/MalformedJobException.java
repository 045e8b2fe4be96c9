package io.lyceum.learner.job;

import io.lyceum.learner.chain.ChainException;

/**
 * A job's documents are not of the form that this software knows. They never change, so the job
 * stays beyond it.
 */
public final class MalformedJobException extends ChainException {

  /** With a sentence that says what is wrong, and what caused it. */
  public MalformedJobException(String message, Throwable cause) {
    super(message, cause);
  }
}
