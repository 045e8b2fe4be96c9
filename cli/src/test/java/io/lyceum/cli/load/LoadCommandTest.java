package io.lyceum.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lyceum.authority.AuthorityNode;
import io.lyceum.cli.network.NetworkCommand;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.ledger.block.TransactionReceipt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** The command against a real authority, over real HTTP. */
class LoadCommandTest {

  @TempDir private static Path directory;
  private static ComputePermits permits;
  private static AuthorityNode node;

  private final StringWriter out = new StringWriter();
  private Exception failure;

  @BeforeAll
  static void startAuthority() throws IOException {
    Path network = directory.resolve("network");
    int created =
        new CommandLine(new NetworkCommand())
            .setOut(new PrintWriter(new StringWriter()))
            .execute("create", network.toString(), "--authorities=1", "--learners=0", "--steps=1");
    assertThat(created).isZero();
    Path file = network.resolve("authority-1/authority.toml");
    Files.writeString(file, Files.readString(file).replaceAll("port = \\d+", "port = 0"));
    permits = new ComputePermits(1);
    node =
        new AuthorityNode(
            AuthorityConfig.read(file),
            new Engines(List.of()),
            permits,
            Clock.systemUTC(),
            new SplittableRandom(1));
    node.start();
  }

  @AfterAll
  static void stop() {
    node.close();
    permits.close();
  }

  private int run(String... arguments) {
    return new CommandLine(new LoadCommand())
        .setOut(new PrintWriter(out, true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              failure = e;
              return 1;
            })
        .execute(
            Stream.concat(
                    Stream.of("--rpc=http://127.0.0.1:" + node.rpcPort()), Arrays.stream(arguments))
                .toArray(String[]::new));
  }

  private static List<TransactionReceipt> receiptsSince(long block) {
    return LongStream.rangeClosed(block + 1, node.chain().head().number())
        .mapToObj(number -> node.chain().hash(number).orElseThrow())
        .flatMap(hash -> node.chain().receipts(hash).orElseThrow().stream())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(LoadKind.class)
  void everyTransactionIsMinedAndCounted(LoadKind kind) throws IOException {
    Path json = directory.resolve(kind + ".json");
    long pid = ProcessHandle.current().pid();
    long before = node.chain().head().number();

    int exitCode =
        run(
            "--kind=" + kind,
            "--seconds=20",
            "--senders=5",
            "--transactions=300",
            "--batch=20",
            "--pid=" + pid,
            "--json=" + json);

    assertThat(failure).isNull();
    assertThat(exitCode).isZero();
    JsonNode report = JsonMapper.builder().build().readTree(json.toFile());
    assertThat(report.path("submitted").asInt()).isEqualTo(300);
    assertThat(report.path("mined").asInt()).isEqualTo(300);
    assertThat(report.path("refused")).isEmpty();
    assertThat(report.path("latency").path("p50").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(report.path("latency").path("p99").asDouble());
    assertThat(report.path("cpu")).hasSize(2);
    assertThat(out.toString()).contains("300 in", "throughput", "of process " + pid);
    long deployments = kind == LoadKind.ERC20 ? 1 : 0;
    assertThat(receiptsSince(before))
        .hasSize((int) (300 + deployments))
        .allMatch(TransactionReceipt::succeeded);
  }

  @Test
  void theRateIsKept() throws IOException {
    Path json = directory.resolve("rate.json");

    int exitCode = run("--seconds=3", "--rate=40", "--senders=4", "--json=" + json);

    assertThat(exitCode).isZero();
    JsonNode report = JsonMapper.builder().build().readTree(json.toFile());
    assertThat(report.path("submitted").asInt()).isPositive().isLessThanOrEqualTo(120);
  }

  @Test
  void aProcessThatIsNotThereIsNamed() {
    assertThat(run("--pid=" + Long.MAX_VALUE)).isEqualTo(1);
    assertThat(failure).hasMessageContaining("" + Long.MAX_VALUE);
  }
}
