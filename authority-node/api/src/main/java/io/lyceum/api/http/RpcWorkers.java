package io.lyceum.api.http;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The threads that compute answers. Connections have virtual threads, but what computes has
 * platform threads: a long call on a virtual thread would keep a core from all others of the
 * process, also from those that take consensus messages.
 */
public final class RpcWorkers implements AutoCloseable {

  /** Requests that are answered at once; the others wait, and take no memory for answers. */
  public static final int COUNT = 16;

  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          COUNT, Thread.ofPlatform().daemon().name("json-rpc-", 0).factory());

  /**
   * Has an answer computed, and waits for it.
   *
   * @throws IOException if the node is stopping, or the waiting thread is to end
   */
  public <T> T compute(Callable<T> answer) throws IOException {
    try {
      return workers.submit(answer).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The server is stopping", e);
    } catch (RejectedExecutionException | CancellationException e) {
      throw new IOException("The server is stopping", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A request could not be answered", e.getCause());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
  }
}
