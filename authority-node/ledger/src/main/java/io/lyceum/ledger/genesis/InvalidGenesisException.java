package io.lyceum.ledger.genesis;

/** A genesis file that cannot be read, or that asks for what is not supported. */
public final class InvalidGenesisException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong, in a sentence for the operator. */
  public InvalidGenesisException(String message) {
    super(message);
  }

  /** Says what is wrong, and what noticed it. */
  public InvalidGenesisException(String message, Throwable cause) {
    super(message, cause);
  }
}
