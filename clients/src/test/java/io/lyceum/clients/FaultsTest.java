package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lyceum.api.web3j.ChainAudit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four authorities as processes, killed, stopped, wiped and partitioned. One network lives through
 * all tests. {@code -Dfaults.load.seconds=300 -Dfaults.outage.seconds=120} is the full length; a
 * machine that does much else may need {@code -Dfaults.patience.seconds} and {@code
 * -Dfaults.progress.seconds}.
 */
@Tag("system")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsTest {

  private static final int AUTHORITIES = 4;
  private static final int QUORUM = 3;
  private static final int PORT_OFFSET = 2400;
  private static final int LOAD_SECONDS = Integer.getInteger("faults.load.seconds", 90);
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("faults.outage.seconds", 15));

  /** What the network promises after a quorum is connected. */
  private static final Duration PROGRESS =
      Duration.ofSeconds(Integer.getInteger("faults.progress.seconds", 10));

  private static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("faults.patience.seconds", 180));

  @TempDir private static Path directory;
  private static AuthorityProcesses network;
  private static SealedBlocks sealed;

  @BeforeAll
  static void startFour() throws Exception {
    network = new AuthorityProcesses(directory, AUTHORITIES, PORT_OFFSET);
    sealed = new SealedBlocks(network);
    network.startAll();
    patiently().until(() -> lowestHead() > 0);
  }

  @AfterAll
  static void stop() throws Exception {
    if (sealed != null) {
      sealed.close();
    }
    if (network != null) {
      network.close();
    }
  }

  private static ConditionFactory patiently() {
    return await().atMost(PATIENCE).ignoreExceptions();
  }

  private static long lowestHead() throws IOException {
    long lowest = Long.MAX_VALUE;
    for (int i = 0; i < AUTHORITIES; i++) {
      lowest = Math.min(lowest, network.head(i));
    }
    return lowest;
  }

  private static long highestHead() throws IOException {
    long highest = 0;
    for (int i = 0; i < AUTHORITIES; i++) {
      highest = Math.max(highest, network.head(i));
    }
    return highest;
  }

  private static void awaitOneChainAndItsGrowth() throws Exception {
    long now = highestHead();
    patiently().until(() -> lowestHead() > now + 1);
    for (int i = 0; i < AUTHORITIES; i++) {
      sealed.verifyOn(network.chain(i));
    }
  }

  @Test
  @Order(1)
  void killedAndStartedAgainInTurnUnderLoadTheyLoseNoSealedTransaction() throws Exception {
    Path json = directory.resolve("load.json");
    try (LyceumProcess load =
        new LyceumProcess(
            directory.resolve("load.out"),
            "load",
            "--rpc=" + network.urls(),
            "--seconds=" + LOAD_SECONDS,
            "--rate=50",
            "--senders=40",
            "--json=" + json)) {
      load.awaitOutput(Pattern.compile("Submitting"), PATIENCE);
      int kills = 0;
      while (load.isAlive()) {
        kills++;
        killAndRestart(kills % AUTHORITIES);
      }
      assertThat(kills).as("kills under load").isGreaterThanOrEqualTo(AUTHORITIES);
      assertThat(load.awaitExit(PATIENCE)).as(load.output()).isZero();
      JsonNode report = JsonMapper.builder().build().readTree(json.toFile());
      System.out.printf("%d kills under load%n%s%n", kills, load.output());
      assertThat(report.path("mined").asLong())
          .isPositive()
          .isEqualTo(report.path("submitted").asLong());
      awaitOneChainAndItsGrowth();
      assertThat(sealed.transactions()).isEqualTo(report.path("mined").asLong());
    }
    patiently().until(() -> lowestHead() == highestHead());
  }

  private static void killAndRestart(int victim) throws Exception {
    int other = (victim + 1) % AUTHORITIES;
    network.kill(victim);
    long killedAt = network.head(other);
    patiently().until(() -> network.head(other) > killedAt + 2);
    long restartedAt = network.head(other);
    network.restart(victim);
    patiently().until(() -> network.hasSealedAfter(victim, restartedAt));
  }

  @Test
  @Order(2)
  void afterHalfOfThemWasAwayBlocksComeSoonAfterTheQuorumIsConnected() throws Exception {
    network.kill(2);
    network.kill(3);
    Thread.sleep(OUTAGE);
    long halted = Math.max(network.head(0), network.head(1));
    network.restart(2);
    network.restart(3);
    patiently().until(() -> network.peers(0) >= QUORUM - 1 && network.peers(1) >= QUORUM - 1);
    Instant connected = Instant.now();
    await().atMost(PROGRESS).until(() -> network.head(0) > halted && network.head(1) > halted);
    System.out.printf(
        "After an outage of %s, a block %s after the quorum was connected%n",
        OUTAGE, Duration.between(connected, Instant.now()));
    patiently().until(() -> lowestHead() > halted);
    awaitOneChainAndItsGrowth();
  }

  @Test
  @Order(3)
  void whoLostItsDirectoryComesBackAndSeals() throws Exception {
    network.kill(3);
    network.deleteData(3);
    network.restart(3);
    long wipedAt = network.head(0);
    patiently().until(() -> network.hasSealedAfter(3, wipedAt));
    awaitOneChainAndItsGrowth();
  }

  @Test
  @Order(4)
  void aPartitionInHalvesHaltsAndHeals() throws Exception {
    network.separate(List.of(0, 1), List.of(2, 3));
    // What was under way may still be sealed.
    Thread.sleep(Duration.ofSeconds(5));
    long halted = highestHead();
    Thread.sleep(OUTAGE);
    assertThat(highestHead()).isEqualTo(halted);
    network.healAll();
    patiently().until(() -> lowestHead() > halted);
    awaitOneChainAndItsGrowth();
  }

  @Test
  @Order(5)
  void threeGoOnWithoutThePartitionedFourthWhichCatchesUp() throws Exception {
    network.separate(List.of(3), List.of(0, 1, 2));
    Thread.sleep(Duration.ofSeconds(5));
    long separated = network.head(3);
    Thread.sleep(OUTAGE);
    patiently().until(() -> network.head(0) > separated + 5);
    assertThat(network.head(3)).isEqualTo(separated);
    long healedAt = network.head(0);
    network.healAll();
    patiently().until(() -> network.hasSealedAfter(3, healedAt));
    awaitOneChainAndItsGrowth();
    long common = lowestHead();
    int minSeals = new ChainAudit(network.chain(0)).verifyUpTo(common).minSeals();
    assertThat(minSeals).isGreaterThanOrEqualTo(QUORUM);
  }
}
