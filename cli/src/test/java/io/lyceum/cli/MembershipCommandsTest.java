package io.lyceum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lyceum.authority.AuthorityNode;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.LearnerConfig;
import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Members come and go by commands, against a real authority that decides alone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MembershipCommandsTest {

  @TempDir private static Path directory;
  private static Path genesis;
  private static Path key;
  private static ComputePermits permits;
  private static AuthorityNode node;
  private static String rpc;

  private record Outcome(int exitCode, String out, String err) {}

  @BeforeAll
  static void startAuthority() throws IOException {
    Path network = directory.resolve("network");
    assertThat(
            run("network", "create", network, "--authorities=1", "--learners=0", "--steps=1")
                .exitCode())
        .isZero();
    genesis = network.resolve("genesis.json");
    key = network.resolve("authority-1/key");
    Path file = network.resolve("authority-1/authority.toml");
    Files.writeString(file, Files.readString(file).replaceAll("port = \\d+", "port = 0"));
    permits = new ComputePermits(1);
    node =
        new AuthorityNode(
            AuthorityConfig.read(file),
            new Engines(List.of()),
            permits,
            Clock.systemUTC(),
            new SplittableRandom());
    node.start();
    rpc = "--rpc=http://127.0.0.1:" + node.rpcPort();
  }

  @AfterAll
  static void stop() {
    node.close();
    permits.close();
  }

  private static Outcome run(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Lyceum.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  private static String succeed(Object... arguments) {
    Outcome outcome = run(arguments);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    return outcome.out();
  }

  private static void fail(int exitCode, String part, Object... arguments) {
    Outcome outcome = run(arguments);
    assertThat(outcome.err().strip()).hasLineCount(1).endsWith(".").contains(part);
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
  }

  @Test
  @Order(1)
  void theNetworkIsDescribedForWalletsAndNewNodes() throws IOException {
    String webSocket = "ws://127.0.0.1:" + node.webSocketPort().orElseThrow();
    String info = succeed("network", "info", rpc, "--websocket", webSocket);
    assertThat(info)
        .contains("chain     1337")
        .contains("genesis   " + node.chain().genesis().hash())
        .contains("boot node " + node.address() + "@127.0.0.1:");
    String wallet = info.substring(info.indexOf("wallet") + "wallet".length());
    JsonNode request = JsonMapper.builder().build().readTree(wallet);
    assertThat(request.path("method").asText()).isEqualTo("wallet_addEthereumChain");
    assertThat(request.path("params").path(0).path("chainId").asText()).isEqualTo("0x539");
    assertThat(request.at("/params/0/nativeCurrency/symbol").asText()).isEqualTo("POL");
    assertThat(request.at("/params/0/rpcUrls/0").asText())
        .isEqualTo(rpc.substring("--rpc=".length()));
    assertThat(request.at("/params/0/rpcUrls/1").asText()).isEqualTo(webSocket);
    fail(1, "does not answer", "network", "info", rpc, "--websocket", "ws://127.0.0.1:1");
  }

  @Test
  @Order(2)
  void aLearnerJoinsAndIsAdmittedAndRemoved() throws IOException {
    Path joined = directory.resolve("learner");
    String told = succeed("network", "join", joined, "--role=learner", rpc);
    Address learner = NodeKeyFile.read(joined.resolve("key")).address();
    assertThat(told).contains("lyceum learner admit " + learner).contains("compare it");
    LearnerConfig config = LearnerConfig.read(joined.resolve("learner.toml"));
    assertThat(config.rpc()).containsExactly(URI.create(rpc.substring("--rpc=".length())));
    assertThat(config.bootNodes()).extracting(PeerEntry::address).containsExactly(node.address());

    assertThat(succeed("learner", "admit", learner, "--key", key, rpc))
        .contains("Voted to admit " + learner)
        .contains("1 of 1 votes, carried");
    assertThat(succeed("learner", "list", rpc)).contains(learner + "  admitted, reputation 50");
    fail(1, "AlreadyAdmitted", "learner", "admit", learner, "--key", key, rpc);

    succeed("send", "--key", key, "--to", learner, "--amount=3", rpc);
    Path own = joined.resolve("key");
    succeed("learner", "deposit", "--key", own, "--amount=2", rpc);
    assertThat(succeed("learner", "list", rpc)).contains("deposit 2 POL and 0 POL locked");
    succeed("learner", "withdraw", "--key", own, rpc);
    fail(1, "NotAnAuthority", "learner", "remove", learner, "--key", own, rpc);
    succeed("learner", "remove", learner, "--key", key, rpc);
    assertThat(succeed("learner", "list", rpc)).contains(learner + "  removed, reputation 50");
  }

  @Test
  @Order(3)
  void aJoinThatCannotBeTrustedOrDoneWritesNothing() {
    Path target = directory.resolve("refused");
    String remoteBootNode = node.address() + "@192.0.2.1:30400";
    fail(2, "not 0x11", "network", "join", target, rpc, "--genesis-hash=0x" + "11".repeat(32));
    fail(2, "--genesis-hash must be", "network", "join", target, rpc, "--genesis-hash=1");
    fail(2, "Give --rpc URL", "network", "join", target, "--genesis", genesis);
    fail(2, "ADDRESS@HOST:PORT", "network", "join", target, "--boot-node=nobody:1");
    fail(
        2,
        "A learner needs --rpc",
        "network",
        "join",
        target,
        "--role=learner",
        "--genesis=" + genesis,
        "--boot-node=" + node.address() + "@localhost:1");
    fail(2, "no such genesis file", "network", "join", target, rpc, "--genesis=" + target);
    fail(2, "http or https", "network", "join", target, "--rpc=ftp://a");
    fail(2, "give by --host", "network", "join", target, "--rpc=http://192.0.2.1:8545");
    fail(2, "give by --host", "network", "join", target, rpc, "--boot-node=" + remoteBootNode);
    assertThat(target).doesNotExist();
    fail(2, "not empty", "network", "join", directory, rpc);
  }

  @Test
  @Order(4)
  void anAuthorityJoinsFromFilesBehindANameOfItsOwn() throws IOException {
    Path joined = directory.resolve("offline");
    succeed(
        "network",
        "join",
        joined,
        "--genesis=" + genesis,
        "--genesis-hash=" + node.chain().genesis().hash(),
        "--boot-node=" + node.address() + "@boot.example:30400",
        "--host=192.0.2.7");
    AuthorityConfig config = AuthorityConfig.read(joined.resolve("authority.toml"));
    assertThat(config.genesis()).hasSameTextualContentAs(genesis);
    assertThat(config.bootNodes())
        .containsExactly(new PeerEntry(node.address(), "boot.example", 30400));
    assertThat(config.grpc().host()).isEqualTo("0.0.0.0");
    assertThat(config.grpc().reachableHost()).contains("192.0.2.7");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(config.identity().key())))
        .isEqualTo("rw-------");
  }

  @Test
  @Order(5)
  void anAuthorityPaysItsBondAndIsVotedIn() {
    Path joined = directory.resolve("authority");
    String told = succeed("network", "join", joined, rpc);
    Path own = joined.resolve("key");
    Address candidate = NodeKeyFile.read(own).address();
    assertThat(told)
        .contains("lyceum authority admit " + candidate)
        .contains("lyceum authority deposit --key " + own.toAbsolutePath() + " --amount 100")
        .contains("lyceum authority run --config " + joined.toAbsolutePath());

    fail(1, "BondTooLow", "authority", "admit", candidate, "--key", key, rpc);
    succeed("send", "--key", key, "--to", candidate, "--amount=100", rpc);
    assertThat(succeed("authority", "deposit", "--key", own, "--amount=100", rpc))
        .contains("Deposited 100 POL for " + candidate);
    assertThat(succeed("authority", "votes", candidate, rpc))
        .contains("to admit: 0 of 1 authorities")
        .contains("to remove: 0 of 1 authorities");
    assertThat(succeed("authority", "admit", candidate, "--key", key, rpc))
        .contains("1 of 1 votes, carried");
    assertThat(succeed("authority", "list", rpc))
        .contains(candidate + "  bond 100 POL")
        .contains("least bond  100 POL");
  }
}
