package io.lyceum.learner.training.nd4j;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Keeps what one thread prints from standard output. SameDiff prints a line for each operation that
 * it differentiates, which would drown a program's own output; it has no switch for that.
 */
final class SilencedOutput {

  private SilencedOutput() {}

  /** Runs an action whose own output is dropped; what other threads print goes through. */
  static synchronized void during(Runnable action) {
    PrintStream original = System.out;
    Thread silenced = Thread.currentThread();
    OutputStream others =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (Thread.currentThread() != silenced) {
              original.write(bytes, offset, length);
            }
          }
        };
    System.setOut(new PrintStream(others, true, original.charset()));
    try {
      action.run();
    } finally {
      System.setOut(original);
    }
  }
}
