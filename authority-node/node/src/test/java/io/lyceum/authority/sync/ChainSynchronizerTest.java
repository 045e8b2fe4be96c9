package io.lyceum.authority.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.authority.sync.SyncNode.Identity;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.network.NetworkLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    long begin = System.nanoTime();
    first.chain().growTo(blocks);
    double grown = (System.nanoTime() - begin) / 1e9;
    first.serve();
    begin = System.nanoTime();
    SyncNode joining = node(1, SealedChain.STEADY).start();
    long moved = 0;
    while (joining.head() < blocks) {
      first.chain().growTo(blocks + ++moved);
      long reached = joining.head();
      await()
          .pollDelay(Duration.ofSeconds(1))
          .atMost(PATIENCE)
          .until(() -> joining.head() > reached);
    }
    double synced = (System.nanoTime() - begin) / 1e9;
    awaitHead(joining, first.head());
    System.out.printf(
        "%d blocks made in %.0f s; caught up with in %.1f s: %.0f blocks/s, while %d were added%n",
        blocks, grown, synced, blocks / synced, moved);
    assertThat(joining.hash(first.head())).isEqualTo(first.hash(first.head()));
  }
}
