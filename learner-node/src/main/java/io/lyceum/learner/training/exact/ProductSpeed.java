package io.lyceum.learner.training.exact;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** How fast one thread multiplies matrices, in processor time: other work distorts it little. */
public final class ProductSpeed {

  private static final long LEAST_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final int TRIALS = 5;

  /** Multiplications and additions between two looks at the clock, which take a microsecond. */
  private static final long BETWEEN_LOOKS = 20_000_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Kernels kernels;

  /** With some kernels. */
  public ProductSpeed(KernelChoice choice) {
    this.kernels = choice.create();
  }

  /**
   * The best of some trials of {@code rows × depth} by {@code depth × columns}.
   *
   * @return floating-point operations in a nanosecond, an addition and a multiplication each
   *     counted
   */
  public double of(int rows, int depth, int columns) {
    float[] a = new float[rows * depth];
    float[] b = new float[depth * columns];
    float[] c = new float[rows * columns];
    Arrays.fill(a, 1f);
    Arrays.fill(b, 1f);
    Panels panels = new Panels(depth, columns, kernels.panelColumns());
    panels.put(0, 0, depth, columns, b, 0, columns);
    long operations = 2L * rows * depth * columns;
    long repetitions = Math.max(1, BETWEEN_LOOKS / operations);
    double best = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      long begin = threads.getCurrentThreadCpuTime();
      long products = 0;
      while (threads.getCurrentThreadCpuTime() - begin < LEAST_NANOSECONDS) {
        for (long i = 0; i < repetitions; i++) {
          multiply(rows, depth, columns, a, panels, c);
        }
        products += repetitions;
      }
      long spent = threads.getCurrentThreadCpuTime() - begin;
      best = Math.max(best, (double) operations * products / spent);
    }
    return best;
  }

  private void multiply(int rows, int depth, int columns, float[] a, Panels panels, float[] c) {
    for (int row = 0; row < rows; row += Chunk.ROW_BLOCK) {
      int count = Math.min(Chunk.ROW_BLOCK, rows - row);
      panels.multiply(
          kernels, count, a, row * depth, depth, 1, c, row * columns, columns, Onto.STORE);
    }
  }
}
