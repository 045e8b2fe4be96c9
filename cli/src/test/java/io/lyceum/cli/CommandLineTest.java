package io.lyceum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.LearnerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {

  private static final String ACCOUNT = "0x" + "12".repeat(20);

  @TempDir Path directory;

  /** What a run of the command left behind. */
  private record Outcome(int exitCode, String out, String err) {}

  private static Outcome run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Lyceum.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  private static void assertOneSentence(Outcome outcome) {
    assertThat(outcome.err().strip()).hasLineCount(1).endsWith(".").doesNotContain("\tat ");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void theVersionIsTheOneThatWasBuilt() {
    Outcome outcome = run("--version");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).matches("lyceum \\d+\\.\\d+\\.\\d+.*\\R");
  }

  static Stream<String> commands() {
    return commands("", Lyceum.commandLine()).stream();
  }

  private static List<String> commands(String path, CommandLine command) {
    return Stream.concat(
            Stream.of(path),
            command.getSubcommands().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("help"))
                .flatMap(
                    entry ->
                        commands((path + " " + entry.getKey()).strip(), entry.getValue()).stream()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandAndEveryOptionExplainsItself(String path) {
    String[] arguments = (path + " --help").strip().split(" ");
    assertThat(run(arguments).exitCode()).isZero();
    CommandLine command = Lyceum.commandLine();
    for (String name : path.isEmpty() ? new String[0] : path.split(" ")) {
      command = command.getSubcommands().get(name);
    }
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(command.getCommandSpec().args())
        .allSatisfy(argument -> assertThat(argument.description()).isNotEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                | Missing command
          fly                                               | fly
          balance                                           | ADDRESS
          balance 0x12                                      | 40 hexadecimal digits
          balance 0x1212121212121212121212121212121212121212 --rpc ftp://a | --rpc
          send --to 0x1212121212121212121212121212121212121212 --amount -1 --key k | positive number of POL
          send --to 0x1212121212121212121212121212121212121212 --amount 1 --key none | none
          generate-config                                   | KIND
          network                                           | Missing command
          evm                                               | Missing command
          evm statetest                                     | PATH
          evm statetest none.json                           | There is nothing at none.json
          evm statetest src --jobs 0                        | --jobs must be at least 1
          evm statetest src --fork Berlin                   | a fork is London, Paris
          evm run --code 0x0                                | even number of hexadecimal digits
          evm run --code 00 --gas -1                        | --gas must not be negative
          network create                                    | DIR
          network create n --authorities 0                  | --authorities must be from 1 to 100, not 0
          network create n --authorities five               | five
          network create n --corpus none.txt                | no file none.txt
          network create src                                | src: the directory is not empty.
          network create n --replay-bound 100001            | --replay-bound must be from 0 to 100000, not 100001
          network create n --engine nd4j-cuda-1             | --engine nd4j-cuda-1 needs --replay-bound
          network create n --attestation-blocks 39          | --attestation-blocks must be from 40 to 10000, not 39
          demo --corpus none.txt                            | no file none.txt
          network create n --engine exact-2                 | --engine
          demo --engine exact-2                             | is no engine class that this software has: exact-1, nd4j-cpu-avx2-1
          demo --cheat copy                                 | SKIP, TAMPER
          demo --summary none/summary.json                  | none/summary.json cannot be written
          demo --summary src                                | src cannot be written: it is a directory
          demo --dir src                                    | src: the directory is not empty.
          authority                                         | Missing command
          authority run                                     | --config
          authority run --config none.toml                  | none.toml: there is no such file.
          learner run --config none.toml                    | none.toml: there is no such file.
          chat --max-tokens many hello                      | many
          load --senders 0                                  | --senders must be from 1 to 500, not 0
          load --json none/report.json                      | none/report.json cannot be written
          load --rate many                                  | many
          load --kind nft                                   | TRANSFER, ERC20
          load --rpc http://127.0.0.1:1,ftp://a             | --rpc
          load --key none                                   | none
          generate-config wallet                            | wallet
          """)
  void badInputGetsOneSentenceAndExitCode2(String line, String part) {
    Outcome outcome = run(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertOneSentence(outcome);
    assertThat(outcome.err()).contains(part);
  }

  @ParameterizedTest
  @CsvSource({"0, must not be empty", "70000, at most 65536 characters"})
  void aPromptThatNoModelCanGoOnWithIsRefusedBeforeTheRun(int length, String part) {
    Outcome outcome = run("demo", "--prompt", "a".repeat(length));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertOneSentence(outcome);
    assertThat(outcome.err()).contains("--prompt").contains(part);
  }

  @Test
  void aNodeThatDoesNotAnswerGetsOneSentenceAndExitCode1() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    for (String command : List.of("balance " + ACCOUNT, "status", "load")) {
      Outcome outcome = run((command + " --rpc http://127.0.0.1:" + port).split(" "));
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertOneSentence(outcome);
      assertThat(outcome.err()).contains("" + port);
    }
  }

  @Test
  void theErrorOfANodeIsTold() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              """
              {"jsonrpc":"2.0","id":0,"error":{"code":-32005,"message":"no such state"}}
              """
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Outcome outcome =
          run("balance", ACCOUNT, "--rpc", "http://127.0.0.1:" + server.getAddress().getPort());
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertOneSentence(outcome);
      assertThat(outcome.err()).contains("no such state").contains("-32005");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aCorpusThatCannotBeUsedGetsOneSentenceAndExitCode2() throws IOException {
    Path small = Files.writeString(directory.resolve("small.txt"), "Too little.");
    byte[] latin = new byte[200_000];
    Arrays.fill(latin, (byte) 0xe9);
    Path notUtf8 = Files.write(directory.resolve("latin.txt"), latin);
    for (Path corpus : List.of(small, notUtf8, directory)) {
      Path target = directory.resolve("net");
      Outcome outcome = run("network", "create", "" + target, "--corpus", "" + corpus);
      assertThat(outcome.exitCode()).isEqualTo(2);
      assertOneSentence(outcome);
      assertThat(outcome.err()).contains(corpus.toString());
      assertThat(target).doesNotExist();
    }
  }

  @Test
  void aNetworkIsWrittenWithItsJobAndEveryNodesFiles() throws IOException {
    Path target = directory.resolve("net");
    Outcome outcome = run("network", "create", "" + target, "--authorities", "3", "--steps", "2");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines().filter(line -> line.contains(" run --config "))).hasSize(5);
    assertThat(target.resolve("genesis.json")).isNotEmptyFile();
    assertThat(AuthorityConfig.read(target.resolve("authority-3/authority.toml")).bootNodes())
        .hasSize(2);
    assertThat(LearnerConfig.read(target.resolve("learner-2/learner.toml")).bootNodes()).hasSize(3);

    Outcome again = run("network", "create", "" + target);
    assertThat(again.exitCode()).isEqualTo(2);
    assertOneSentence(again);
  }

  @ParameterizedTest
  @CsvSource({"authority", "learner"})
  void aGeneratedConfigurationIsOneThatANodeReads(String kind) throws IOException {
    Outcome outcome = run("generate-config", kind);
    assertThat(outcome.exitCode()).isZero();
    Path file = Files.writeString(directory.resolve("node.toml"), outcome.out());
    assertThat(
            kind.equals("authority")
                ? AuthorityConfig.read(file).data()
                : LearnerConfig.read(file).data())
        .isEqualTo(directory.resolve("data"));
  }
}
