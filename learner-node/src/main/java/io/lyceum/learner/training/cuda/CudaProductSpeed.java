package io.lyceum.learner.training.cuda;

import java.util.concurrent.TimeUnit;

/** How fast a device multiplies matrices. */
public final class CudaProductSpeed {

  private static final long LEAST_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final int TRIALS = 5;

  /** Products between two looks at the clock, so that the device never waits for one. */
  private static final int PRODUCTS = 10;

  private final Device device;

  /** On a device, which stays open. */
  public CudaProductSpeed(Device device) {
    this.device = device;
  }

  /**
   * The best of some trials of {@code rows × depth} by {@code depth × columns}.
   *
   * @return floating-point operations in a nanosecond, an addition and a multiplication each
   *     counted
   */
  public double of(int rows, int depth, int columns) {
    try (Workspace workspace = new Workspace(device);
        Launcher launcher = new Launcher(device)) {
      DeviceMemory a = workspace.floats((long) rows * depth);
      DeviceMemory b = workspace.floats((long) depth * columns);
      a.clear();
      b.clear();
      Product product =
          Product.of(
              Product.Form.NN,
              Matrix.of(a, depth),
              Matrix.of(b, columns),
              Matrix.of(workspace.floats((long) rows * columns), columns),
              rows,
              columns,
              depth);
      double best = 0;
      for (int trial = 0; trial < TRIALS; trial++) {
        device.await();
        long begin = System.nanoTime();
        long products = 0;
        while (System.nanoTime() - begin < LEAST_NANOSECONDS) {
          for (int i = 0; i < PRODUCTS; i++) {
            product.launch(launcher);
          }
          device.await();
          products += PRODUCTS;
        }
        double operations = 2.0 * rows * depth * columns * products;
        best = Math.max(best, operations / (System.nanoTime() - begin));
      }
      return best;
    }
  }
}
