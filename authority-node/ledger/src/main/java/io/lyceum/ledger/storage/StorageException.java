package io.lyceum.ledger.storage;

/** The store could not be read or written, or holds another chain. */
public final class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public StorageException(String message) {
    super(message);
  }

  /** Says what was tried, and what went wrong. */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
