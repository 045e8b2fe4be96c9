package io.lyceum.api.rpc;

import java.time.Duration;

/**
 * How much a client may ask for at once.
 *
 * @param maxBodyBytes the longest request in bytes
 * @param maxBatchLength the most calls in one batch
 * @param maxNesting the deepest nesting of JSON in a request
 * @param maxBatchAnswerBytes after so many bytes of answers the rest of a batch is refused
 * @param maxBatchTime after so long the rest of a batch is refused
 */
public record RpcLimits(
    int maxBodyBytes,
    int maxBatchLength,
    int maxNesting,
    int maxBatchAnswerBytes,
    Duration maxBatchTime) {

  /** Enough for a contract of the greatest size in a batch of wallets' calls. */
  public static final RpcLimits DEFAULT =
      new RpcLimits(5 * 1024 * 1024, 1024, 32, 32 * 1024 * 1024, Duration.ofSeconds(10));

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public RpcLimits {
    if (maxBodyBytes <= 0 || maxBatchLength <= 0 || maxNesting <= 0 || maxBatchAnswerBytes <= 0) {
      throw new IllegalArgumentException("Limits are positive");
    }
  }
}
