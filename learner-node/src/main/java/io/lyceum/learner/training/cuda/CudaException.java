package io.lyceum.learner.training.cuda;

/** The driver refused a call, or a device failed; the message names the call and the error. */
public final class CudaException extends RuntimeException {

  /** With the call and the error. */
  public CudaException(String message) {
    super(message);
  }
}
