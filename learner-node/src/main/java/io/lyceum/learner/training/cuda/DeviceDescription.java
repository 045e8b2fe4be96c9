package io.lyceum.learner.training.cuda;

/**
 * A device.
 *
 * @param handle the driver's number for it
 * @param name such as {@code NVIDIA H200}
 * @param major of its compute capability
 * @param minor of its compute capability
 * @param multiprocessors how many blocks it computes at once, at least
 * @param memory bytes
 */
public record DeviceDescription(
    int handle, String name, int major, int minor, int multiprocessors, long memory) {

  /** What the kernels are compiled for. */
  static final String LEAST_CAPABILITY = "7.5";

  private static final int LEAST_MAJOR = 7;
  private static final int LEAST_MINOR = 5;

  /** Whether the kernels run on it. */
  boolean supported() {
    return major > LEAST_MAJOR || major == LEAST_MAJOR && minor >= LEAST_MINOR;
  }
}
