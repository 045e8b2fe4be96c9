package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.web3j.RawChain;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Every block that any of some nodes has ever shown; whoever showed one must keep it. */
final class SealedBlocks implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<Long, JsonNode> blocks = new ConcurrentSkipListMap<>();
  private final List<String> forks = new ArrayList<>();
  private final List<Thread> watchers = new ArrayList<>();

  /** Watches from block 1 on. */
  SealedBlocks(AuthorityProcesses network) {
    for (int i = 0; i < network.size(); i++) {
      RawChain chain = network.chain(i);
      watchers.add(Thread.ofPlatform().daemon().name("watcher-" + i).start(() -> watch(chain)));
    }
  }

  private void watch(RawChain chain) {
    long seen = 0;
    try {
      while (true) {
        try {
          for (long head = chain.head(); seen < head; seen++) {
            show(chain.block(seen + 1));
          }
        } catch (IOException away) {
          // A killed node shows nothing.
        }
        Thread.sleep(POLL);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(JsonNode block) {
    JsonNode former = blocks.putIfAbsent(Long.decode(block.get("number").asText()), block);
    if (former != null && !former.get("hash").equals(block.get("hash"))) {
      synchronized (forks) {
        forks.add(former.get("hash") + " and " + block.get("hash"));
      }
    }
  }

  /** The transactions in all of them. */
  long transactions() {
    return blocks.values().stream().mapToLong(block -> block.get("transactions").size()).sum();
  }

  /**
   * Checks that no two nodes showed different blocks of one height, and that a node has all of
   * them.
   */
  void verifyOn(RawChain chain) throws IOException {
    synchronized (forks) {
      assertThat(forks).as("different blocks at one height").isEmpty();
    }
    for (Map.Entry<Long, JsonNode> block : blocks.entrySet()) {
      assertThat(chain.block(block.getKey()).get("hash"))
          .as("block %d", block.getKey())
          .isEqualTo(block.getValue().get("hash"));
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Thread watcher : watchers) {
      watcher.interrupt();
      watcher.join();
    }
  }
}
