package io.lyceum.network;

import io.lyceum.ledger.block.Block;
import java.time.Duration;

/**
 * Bounds on what peers can make a node hold.
 *
 * @param largestConsensusMessage in bytes
 * @param largestTransaction in bytes
 * @param transactionsPerPush in one message
 * @param largestPushedBlock bytes of a block that is sent with its announcement
 * @param largestBlock bytes of a block that is fetched
 * @param blocksPerRequest headers or bodies served and accepted
 * @param bytesPerRequest of headers or bodies served and accepted, but for one that is larger alone
 * @param consensusQueue for one peer that does not take consensus messages
 * @param gossipQueue for one peer that does not take gossip
 * @param rememberedHashes of transactions, blocks and consensus messages that were seen, for each
 *     peer and in all
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
    QueueLimit consensusQueue,
    QueueLimit gossipQueue,
    int rememberedHashes,
    Duration requestTimeout) {

  /** Room for the framing around the largest content of a message. */
  static final int FRAME = 1 << 10;

  /**
   * How much may wait for one peer; the oldest is dropped.
   *
   * @param messages number of them
   * @param bytes of all together
   */
  public record QueueLimit(int messages, long bytes) {}

  /** Fits every block that can be agreed on, and a network of some dozens of nodes. */
  public static NetworkLimits defaults() {
    return new NetworkLimits(
        16 << 20,
        256 << 10,
        256,
        1 << 20,
        Block.MAX_ENCODED_SIZE,
        256,
        4L << 20,
        new QueueLimit(1_024, 32L << 20),
        new QueueLimit(8_192, 8L << 20),
        16_384,
        Duration.ofSeconds(10));
  }

  /** Consensus messages of others that one peer may be offered at a time. */
  QueueLimit offers() {
    return new QueueLimit(64, largestConsensusMessage);
  }

  /** Bytes of the largest message that any peer may send. */
  int largestMessage() {
    return Math.max(largestConsensusMessage, Math.max(largestBlock, largestTransaction)) + FRAME;
  }
}
