package io.lyceum.api.rpc;

/**
 * How much a client may ask for at once.
 *
 * @param maxBodyBytes the longest request in bytes
 * @param maxBatchLength the most calls in one batch
 * @param maxNesting the deepest nesting of JSON in a request
 */
public record RpcLimits(int maxBodyBytes, int maxBatchLength, int maxNesting) {

  /** Enough for a contract of the greatest size in a batch of wallets' calls. */
  public static final RpcLimits DEFAULT = new RpcLimits(5 * 1024 * 1024, 1024, 32);

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public RpcLimits {
    if (maxBodyBytes <= 0 || maxBatchLength <= 0 || maxNesting <= 0) {
      throw new IllegalArgumentException("Limits are positive");
    }
  }
}
