package io.lyceum.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.cli.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each block as soon as a node has it; from the next node when one does not answer, or has
 * had no new block for a while.
 */
final class BlockFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BlockFollower.class);
  private static final Duration POLL = Duration.ofMillis(20);

  /** A node that is cut off answers, but has no more blocks. */
  private static final long STUCK_NANOS = Duration.ofSeconds(5).toNanos();

  private final List<NodeClient> nodes;
  private final Tally tally;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("block-follower").unstarted(this::run);
  private volatile long height;
  private int node;

  /**
   * @param height the newest block, which is not read any more
   */
  BlockFollower(List<NodeClient> nodes, long height, Tally tally) {
    this.nodes = nodes;
    this.height = height;
    this.tally = tally;
  }

  void start() {
    thread.start();
  }

  /** The number of the newest block that was read. */
  long height() {
    return height;
  }

  private void run() {
    try {
      long since = System.nanoTime();
      while (true) {
        try {
          if (readNext()) {
            since = System.nanoTime();
            continue;
          }
          if (System.nanoTime() - since > STUCK_NANOS) {
            node = (node + 1) % nodes.size();
            since = System.nanoTime();
          }
          Thread.sleep(POLL);
        } catch (IOException | CommandFailure e) {
          LOG.info("{} tells no blocks: {}", nodes.get(node).url(), e.toString());
          node = (node + 1) % nodes.size();
          since = System.nanoTime();
          Thread.sleep(POLL);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean readNext() throws IOException, InterruptedException {
    JsonNode block =
        nodes.get(node).ask("eth_getBlockByNumber", "0x" + Long.toHexString(height + 1), false);
    if (!block.isObject()) {
      return false;
    }
    tally.sealed(SealedBlock.of(block), System.nanoTime());
    height++;
    return true;
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
