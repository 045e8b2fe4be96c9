package io.lyceum.api.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection whose client does not take what is written. A socket waits without end for a
 * client to read, and Helidon does not look at connections that write.
 */
final class PromptWriter implements DataWriter {

  private final DataWriter writer;
  private final Duration longest;
  private final Runnable end;

  /**
   * @param writer to the client
   * @param longest how long one write may take
   * @param end closes the connection, by which the write fails
   */
  PromptWriter(DataWriter writer, Duration longest, Runnable end) {
    this.writer = writer;
    this.longest = longest;
    this.end = end;
  }

  @Override
  public void write(BufferData... buffers) {
    inTime(() -> writer.write(buffers));
  }

  @Override
  public void write(BufferData buffer) {
    inTime(() -> writer.write(buffer));
  }

  @Override
  public void writeNow(BufferData... buffers) {
    inTime(() -> writer.writeNow(buffers));
  }

  @Override
  public void writeNow(BufferData buffer) {
    inTime(() -> writer.writeNow(buffer));
  }

  @Override
  public void flush() {
    inTime(writer::flush);
  }

  @Override
  public void close() {
    inTime(writer::close);
  }

  private void inTime(Runnable write) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    written
        .orTimeout(longest.toNanos(), TimeUnit.NANOSECONDS)
        .exceptionally(
            tooSlow -> {
              end.run();
              return null;
            });
    try {
      write.run();
    } finally {
      written.complete(null);
    }
  }
}
