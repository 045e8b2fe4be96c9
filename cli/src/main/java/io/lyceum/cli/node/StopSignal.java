package io.lyceum.cli.node;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C or a request of the system to end the process. The process then waits until this is
 * closed, so that what runs inside can close its stores in order.
 */
public final class StopSignal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onExit, "stop-signal");

  /** Listens from now on. */
  public StopSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Waits until the process is asked to stop. */
  public void await() throws InterruptedException {
    asked.await();
  }

  /**
   * Waits for a while.
   *
   * @return whether the process was asked to stop
   */
  public boolean await(Duration atMost) throws InterruptedException {
    return asked.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets the process end. */
  @Override
  public void close() {
    done.countDown();
    if (asked.getCount() > 0) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void onExit() {
    asked.countDown();
    try {
      if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Not everything was closed within {}", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
