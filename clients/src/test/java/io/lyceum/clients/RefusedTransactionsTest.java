package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lyceum.api.TestNode;
import io.lyceum.cli.load.LoadCommand;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.Rejection;
import io.lyceum.pool.TestChain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The load command against a node with a small pool, whose blocks come when the test says so. */
class RefusedTransactionsTest {

  private static final int TRANSACTIONS = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A sender has room for 20. */
  private static final PoolLimits SMALL =
      new PoolLimits(1000, 1 << 20, 25, 20, 1 << 20, 1 << 16, 1024, 10, Duration.ofHours(1));

  @TempDir private Path directory;

  @Test
  void areSentAgainAfterTheNextBlock() throws Exception {
    Path json = directory.resolve("refused.json");
    try (TestChain chain = new TestChain(directory.resolve("chain"), SMALL);
        TestNode node = new TestNode(chain)) {
      chain.grow();
      CompletableFuture<Integer> exitCode =
          CompletableFuture.supplyAsync(() -> load(node.url(), json));

      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  exitCode.isDone() || chain.pool().counts().rejected(Rejection.SENDER_LIMIT) > 0);
      assertThat(exitCode).isNotDone();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                chain.grow();
                return exitCode.isDone();
              });

      assertThat(exitCode).isCompletedWithValue(CommandLine.ExitCode.OK);
    }
    JsonNode report = JsonMapper.builder().build().readTree(json.toFile());
    assertThat(report.path("mined").asInt()).isEqualTo(TRANSACTIONS);
    assertThat(report.path("refused")).isNotEmpty();
  }

  private static int load(String url, Path json) {
    return new CommandLine(new LoadCommand())
        .setOut(new PrintWriter(new StringWriter(), true))
        .execute(
            "--rpc=" + url,
            "--seconds=" + PATIENCE.toSeconds(),
            "--senders=1",
            "--transactions=" + TRANSACTIONS,
            "--json=" + json);
  }
}
