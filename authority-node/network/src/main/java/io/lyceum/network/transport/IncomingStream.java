package io.lyceum.network.transport;

import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The messages of a call that a server answers with a stream, taken one by one. Closing it gives up
 * what was not taken.
 *
 * @param <T> the message
 */
public final class IncomingStream<T> implements AutoCloseable {

  private static final Duration CLOSE_TIME = Duration.ofSeconds(1);

  private final BlockingClientCall<?, T> call;

  /** Takes over a call of a blocking stub. */
  public IncomingStream(BlockingClientCall<?, T> call) {
    this.call = call;
  }

  /**
   * The next message; empty at the end of the stream.
   *
   * @throws TimeoutException if none came in time
   * @throws StatusException if the call failed
   */
  public Optional<T> next(Duration wait)
      throws InterruptedException, TimeoutException, StatusException {
    return Optional.ofNullable(call.read(wait.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Cancels the call, and takes what had come by then, since only that frees its buffers. */
  @Override
  public void close() {
    call.cancel("No more is needed", null);
    try {
      while (next(CLOSE_TIME).isPresent()) {
        // Dropped.
      }
    } catch (StatusException | TimeoutException e) {
      // The end that the cancelling made.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
