package io.lyceum.api.eth;

/**
 * How much one query for logs may look through.
 *
 * @param maxBlocks the longest range
 * @param maxResults the most logs in an answer
 * @param maxDataBytes the most bytes of data that they hold together
 */
public record LogLimits(long maxBlocks, int maxResults, long maxDataBytes) {

  /** For a node of ordinary size. */
  public static final LogLimits DEFAULT = new LogLimits(10_000, 10_000, 16L << 20);
}
