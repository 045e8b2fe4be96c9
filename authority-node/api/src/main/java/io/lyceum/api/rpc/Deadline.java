package io.lyceum.api.rpc;

import java.time.Duration;

/** When a call that takes long must be done. */
public final class Deadline {

  private final Duration allowed;
  private final long begun = System.nanoTime();

  private Deadline(Duration allowed) {
    this.allowed = allowed;
  }

  /** So long from now. */
  public static Deadline after(Duration allowed) {
    return new Deadline(allowed);
  }

  /** Whether the time is over. */
  boolean isOver() {
    return System.nanoTime() - begun > allowed.toNanos();
  }

  /**
   * Goes on, or does not.
   *
   * @throws RpcException if the time is over
   */
  public void check() {
    if (isOver()) {
      throw RpcException.limitExceeded("Execution takes longer than " + allowed.toMillis() + " ms");
    }
  }
}
