package io.lyceum.authority.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.authority.sync.SyncNode.Identity;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.network.NetworkLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that catch up over gRPC with TLS on loopback. */
class ChainSynchronizerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private final List<Identity> identities = new ArrayList<>();
  private final List<SyncNode> open = new ArrayList<>();

  @BeforeEach
  void identify() throws IOException {
    for (int i = 0; i < 4; i++) {
      identities.add(Identity.create(i));
    }
  }

  @AfterEach
  void close() {
    open.forEach(SyncNode::close);
  }

  private SyncNode node(int index, Genesis genesis) {
    SyncNode node =
        new SyncNode(
            directory.resolve("node-" + index),
            genesis,
            identities.get(index),
            identities,
            NetworkLimits.defaults());
    open.add(node);
    return node;
  }

  private static void awaitHead(SyncNode node, long number) {
    await().atMost(PATIENCE).until(() -> node.head() >= number);
  }

  @Test
  void aNodeThatJoinsCatchesUpFromSeveralPeersWhileTheChainMovesOn() throws IOException {
    SyncNode first = node(0, SealedChain.STEADY);
    first.chain().growTo(5_000);
    first.serve();
    SyncNode second = node(1, SealedChain.STEADY).start();
    awaitHead(second, 2_000);
    SyncNode third = node(2, SealedChain.STEADY).start();
    for (int i = 1; i <= 50; i++) {
      awaitHead(third, 100L * i);
      first.chain().growTo(first.head() + 1);
    }
    long end = first.head();
    awaitHead(second, end);
    awaitHead(third, end);

    assertThat(second.hash(end)).isEqualTo(first.hash(end));
    assertThat(third.hash(end)).isEqualTo(first.hash(end));
    await().untilAsserted(() -> assertThat(third.told).endsWith("lacks blocks", "is level"));
  }

  @Test
  void aNodeThatCatchesUpAnnouncesNothingButItsHead() throws IOException {
    SyncNode ahead = node(0, SealedChain.STEADY);
    ahead.chain().growTo(300);
    ahead.serve();
    SyncNode watching = node(1, SealedChain.STEADY).serve();
    SyncNode behind = node(2, SealedChain.STEADY).start();
    awaitHead(behind, 300);
    await().until(() -> !watching.announcements.isEmpty());
    assertThat(watching.announcements).containsOnly(300L);
  }

  @Test
  void validatorsThatChangedMeanwhileAreFollowed() throws IOException {
    SyncNode ahead = node(0, SealedChain.CHANGING);
    ahead.chain().growTo(3L * SealedChain.CHANGE);
    ahead.serve();
    SyncNode behind = node(1, SealedChain.CHANGING).start();
    awaitHead(behind, ahead.head());
    assertThat(behind.hash(ahead.head())).isEqualTo(ahead.hash(ahead.head()));
  }

  @Test
  void aNodeThatIsLevelSaysSoAndFollowsAnnouncedBlocks() throws IOException {
    SyncNode ahead = node(0, SealedChain.STEADY).serve();
    SyncNode follower = node(1, SealedChain.STEADY).start();
    await().until(() -> follower.told.contains("is level"));
    for (int i = 1; i <= 20; i++) {
      ahead.chain().growTo(i);
      awaitHead(follower, i);
    }
    assertThat(follower.told).containsExactly("is level");
  }

  /** Prints blocks a second; {@code -Dsync.blocks=N} sets the length of the chain. */
  @Test
  @Tag("system")
  void aNodeThatJoinsALongChainCatchesUpWhileTheChainMovesOn() throws IOException {
    int blocks = Integer.getInteger("sync.blocks", 100_000);
    SyncNode first = node(0, SealedChain.STEADY);
    first.chain().growTo(blocks);
    first.serve();
    Instant begin = Instant.now();
    Duration cpu = cpuTime();
    SyncNode joining = node(1, SealedChain.STEADY).start();
    while (joining.head() < blocks) {
      first.chain().growTo(first.head() + 1);
      long reached = joining.head();
      await()
          .pollDelay(Duration.ofSeconds(1))
          .atMost(PATIENCE)
          .until(() -> joining.head() > reached);
    }
    double seconds = Duration.between(begin, Instant.now()).toMillis() / 1e3;
    double cpuSeconds = cpuTime().minus(cpu).toMillis() / 1e3;
    System.out.printf(
        "Caught up with %d blocks in %.1f s and %.1f CPU s of both sides, while %d were added%n",
        blocks, seconds, cpuSeconds, first.head() - blocks);
    awaitHead(joining, first.head());
    assertThat(joining.hash(first.head())).isEqualTo(first.hash(first.head()));
  }

  private static Duration cpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
