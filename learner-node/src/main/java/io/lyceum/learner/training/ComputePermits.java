package io.lyceum.learner.training;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;

/**
 * The right to compute: one permit for each core, shared by all nodes of a process, so that heavy
 * work leaves consensus its breath. Each permit is a platform thread, which bounds the native
 * memory that engines keep for each thread; work waits in the order in which it came. CPU time is
 * added up by kind of work.
 */
public final class ComputePermits implements AutoCloseable {

  /** What work is for. */
  public enum Work {
    /** A learner's training and its own evaluations. */
    TRAINING,
    /** An authority's replays and evaluations. */
    VERIFICATION,
    /** Text for a user. */
    INFERENCE
  }

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<Work, LongAdder> nanoseconds = new EnumMap<>(Work.class);
  private final ExecutorService workers;

  /**
   * @param permits how much work may run at once
   * @throws IllegalArgumentException if that is less than one
   */
  public ComputePermits(int permits) {
    for (Work work : Work.values()) {
      nanoseconds.put(work, new LongAdder());
    }
    ThreadFactory factory = Thread.ofPlatform().name("compute-", 0).daemon(true).factory();
    this.workers = Executors.newFixedThreadPool(permits, factory);
  }

  /** One permit for each core that the process may use. */
  public static ComputePermits forThisMachine() {
    return new ComputePermits(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Does work under a permit and waits for its result. Work must not ask for a permit itself: it
   * would wait for its own end.
   *
   * @throws InterruptedException if the caller was interrupted; work that had begun is interrupted
   * @throws CancellationException if the permits were closed
   * @throws Exception what the work threw
   */
  public <T> T run(Work work, Callable<T> body) throws Exception {
    if (workers.isShutdown()) {
      throw new CancellationException("The permits are closed");
    }
    Future<T> result = workers.submit(() -> measured(work, body));
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** CPU time that work of a kind has taken so far. */
  public Duration cpuTime(Work work) {
    return Duration.ofNanos(nanoseconds.get(work).sum());
  }

  /** Interrupts running work and takes no more. */
  @Override
  public void close() {
    workers.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
  }

  private <T> T measured(Work work, Callable<T> body) throws Exception {
    long before = threads.getCurrentThreadCpuTime();
    try {
      return body.call();
    } finally {
      nanoseconds.get(work).add(threads.getCurrentThreadCpuTime() - before);
    }
  }
}
