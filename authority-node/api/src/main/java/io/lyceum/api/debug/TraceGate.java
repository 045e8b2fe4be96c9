package io.lyceum.api.debug;

import io.lyceum.api.rpc.Deadline;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.evm.trace.TraceTooLargeException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a few traces run at once, each within the limits. */
public final class TraceGate {

  /** Who waits for a place keeps a thread from other calls. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

  private final TraceLimits limits;
  private final Semaphore places;

  /** Within limits. */
  public TraceGate(TraceLimits limits) {
    this.limits = limits;
    this.places = new Semaphore(limits.maxConcurrent(), true);
  }

  /** What makes a trace. */
  @FunctionalInterface
  public interface Work {

    /** Makes it within a budget and a time. */
    Object trace(TraceBudget budget, Deadline deadline);
  }

  /**
   * Makes a trace when there is a place.
   *
   * @throws RpcException if there is none soon, or if the trace is too large or takes too long
   */
  public Object run(Work work) {
    if (!enter()) {
      throw RpcException.limitExceeded("Too many traces and simulations at once");
    }
    try {
      return work.trace(new TraceBudget(limits.maxBytes()), Deadline.after(limits.maxTime()));
    } catch (TraceTooLargeException tooLarge) {
      throw RpcException.limitExceeded(tooLarge.getMessage());
    } finally {
      places.release();
    }
  }

  private boolean enter() {
    try {
      return places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
