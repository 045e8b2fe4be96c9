package io.lyceum.learner.training.cuda;

/**
 * How a device is used, which changes no bit.
 *
 * @param activationBytes the most memory for what is computed from a part of a batch; a part has at
 *     least one chunk, and at most half of the device's free memory is taken
 * @param recompute whether layers share memory and are computed a second time on the way back
 */
public record CudaOptions(long activationBytes, boolean recompute) {

  /** As much memory as helps, for every layer. */
  public static final CudaOptions DEFAULT = new CudaOptions(Long.MAX_VALUE, false);

  /** The same, except whether layers are computed a second time. */
  public CudaOptions withRecompute(boolean twice) {
    return new CudaOptions(activationBytes, twice);
  }
}
