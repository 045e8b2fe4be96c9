package io.lyceum.ledger.evm.trace;

/**
 * How much a trace may keep, so that no transaction's trace exhausts the memory.
 *
 * <p>For one thread.
 */
public final class TraceBudget {

  private final long bytes;
  private long left;

  /** So many bytes, about. */
  public TraceBudget(long bytes) {
    this.bytes = bytes;
    this.left = bytes;
  }

  /**
   * Takes bytes from it.
   *
   * @throws TraceTooLargeException if there are fewer left
   */
  public void spend(long wanted) {
    left -= wanted;
    if (left < 0) {
      throw new TraceTooLargeException(bytes);
    }
  }
}
