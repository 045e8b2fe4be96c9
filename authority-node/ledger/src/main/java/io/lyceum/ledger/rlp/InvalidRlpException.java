package io.lyceum.ledger.rlp;

/** Bytes that are not the canonical encoding of what they were read as. */
public final class InvalidRlpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public InvalidRlpException(String message) {
    super(message);
  }

  /** Says what is wrong, and what noticed it. */
  public InvalidRlpException(String message, Throwable cause) {
    super(message, cause);
  }
}
