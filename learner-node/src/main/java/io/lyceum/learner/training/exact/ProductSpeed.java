package io.lyceum.learner.training.exact;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** How fast one thread multiplies matrices, in processor time: other work distorts it little. */
public final class ProductSpeed {

  private static final long LEAST_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final int TRIALS = 5;

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
    double best = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      long begin = threads.getCurrentThreadCpuTime();
      long products = 0;
      while (threads.getCurrentThreadCpuTime() - begin < LEAST_NANOSECONDS) {
        for (int row = 0; row < rows; row += Chunk.ROW_BLOCK) {
          int count = Math.min(Chunk.ROW_BLOCK, rows - row);
          panels.multiply(
              kernels, count, a, row * depth, depth, 1, c, row * columns, columns, Onto.STORE);
        }
        products++;
      }
      double operations = 2.0 * rows * depth * columns * products;
      best = Math.max(best, operations / (threads.getCurrentThreadCpuTime() - begin));
    }
    return best;
  }
}
