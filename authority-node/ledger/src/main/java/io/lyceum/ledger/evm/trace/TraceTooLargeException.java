package io.lyceum.ledger.evm.trace;

/** A trace would take more memory than it may. */
public final class TraceTooLargeException extends RuntimeException {

  /** For a trace that may take so many bytes. */
  public TraceTooLargeException(long bytes) {
    super("The trace exceeds " + bytes + " bytes", null, false, false);
  }
}
