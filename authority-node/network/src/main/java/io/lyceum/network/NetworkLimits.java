package io.lyceum.network;

import java.time.Duration;

/**
 * Bounds on what peers can make a node hold.
 *
 * @param largestConsensusMessage in bytes
 * @param largestTransaction in bytes
 * @param transactionsPerPush in one message
 * @param largestPushedBlock bytes of a block that is sent with its announcement
 * @param largestBlock bytes of a block that is fetched
 * @param blocksPerRequest served and accepted
 * @param bytesPerRequest of blocks served and accepted
 * @param queuedConsensusMessages for one peer that does not take them; the oldest are dropped
 * @param queuedGossip messages for one peer that does not take them; the oldest are dropped
 * @param rememberedHashes of transactions and blocks that were seen, for each peer and in all
 * @param requestTimeout for any request to a peer
 */
public record NetworkLimits(
    int largestConsensusMessage,
    int largestTransaction,
    int transactionsPerPush,
    int largestPushedBlock,
    int largestBlock,
    int blocksPerRequest,
    long bytesPerRequest,
    int queuedConsensusMessages,
    int queuedGossip,
    int rememberedHashes,
    Duration requestTimeout) {

  /** Room for the framing around the largest content of a message. */
  private static final int FRAME = 1 << 10;

  /** Fits blocks of some ten million gas with a wide margin. */
  public static NetworkLimits defaults() {
    return new NetworkLimits(
        16 << 20,
        256 << 10,
        256,
        1 << 20,
        8 << 20,
        256,
        32L << 20,
        1_024,
        256,
        16_384,
        Duration.ofSeconds(10));
  }

  /** Bytes of the largest message that any peer may send. */
  int largestMessage() {
    return Math.max(largestConsensusMessage, Math.max(largestBlock, largestTransaction)) + FRAME;
  }
}
