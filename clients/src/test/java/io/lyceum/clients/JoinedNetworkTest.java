package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.api.web3j.ChainAudit;
import io.lyceum.api.web3j.QbftHeader;
import io.lyceum.api.web3j.RawChain;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.genesis.config.AuthorityConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.http.HttpService;

/** A fifth machine joins four authorities, all by the commands that a user has. */
@Tag("system")
class JoinedNetworkTest {

  private static final int AUTHORITIES = 4;
  private static final int QUORUM_OF_FIVE = 4;
  private static final int PORT_OFFSET = 1600;
  private static final int FIRST_RPC = 8545 + PORT_OFFSET;
  private static final String RPC = "--rpc=http://127.0.0.1:" + FIRST_RPC;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;
  private final List<LyceumProcess> running = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (LyceumProcess process : running) {
      process.close();
    }
  }

  @Test
  void aMachineJoinsIsVotedInByCommandsAndSeals() throws Exception {
    Path network = directory.resolve("network");
    command(
        "network",
        "create",
        network.toString(),
        "--learners=0",
        "--steps=1",
        "--port-offset=" + PORT_OFFSET);
    for (int i = 1; i <= AUTHORITIES; i++) {
      running.add(authority(network.resolve("authority-" + i + "/authority.toml")));
    }
    RawChain chain = new RawChain(new HttpService("http://127.0.0.1:" + FIRST_RPC));
    patiently().until(() -> chain.head() > 0);

    Path joined = directory.resolve("fifth");
    String told = command("network", "join", joined.toString(), RPC);
    String genesis = chain.block(0).get("hash").asText();
    String address = NodeKeyFile.read(joined.resolve("key")).address().toString();
    assertThat(told).contains(genesis).contains("lyceum authority admit " + address);

    Path funds = network.resolve("authority-1/key");
    command("send", RPC, "--key=" + funds, "--to=" + address, "--amount=100");
    command("authority", "deposit", RPC, "--key=" + joined.resolve("key"), "--amount=100");
    running.add(authority(joined.resolve("authority.toml")));
    for (int i = 1; i <= 3; i++) {
      String voted =
          command(
              "authority",
              "admit",
              address,
              RPC,
              "--key=" + network.resolve("authority-" + i + "/key"));
      assertThat(voted).contains(i + " of 3 votes");
    }
    long admitted = chain.head();
    assertThat(command("authority", "list", RPC)).contains(address);

    int port = AuthorityConfig.read(joined.resolve("authority.toml")).rpc().port();
    RawChain fifth = new RawChain(new HttpService("http://127.0.0.1:" + port));
    patiently().until(() -> fifth.head() > admitted && sealedAfter(fifth, address, admitted));
    long common = Math.min(chain.head(), fifth.head());
    new ChainAudit(fifth).verifyUpTo(common);
    assertThat(fifth.block(common).get("hash")).isEqualTo(chain.block(common).get("hash"));
    assertThat(new QbftHeader(fifth.block(common)).sealers())
        .hasSizeGreaterThanOrEqualTo(QUORUM_OF_FIVE);
    assertThat(command("status", "--rpc=http://127.0.0.1:" + port)).contains("ready");
  }

  private static ConditionFactory patiently() {
    return await().atMost(PATIENCE).ignoreExceptions();
  }

  private static boolean sealedAfter(RawChain chain, String authority, long block)
      throws Exception {
    for (long number = chain.head(); number > block; number--) {
      if (new QbftHeader(chain.block(number)).sealers().contains(authority)) {
        return true;
      }
    }
    return false;
  }

  /** Runs a command to its end, which must be a good one. */
  private String command(String... arguments) throws Exception {
    Path output = directory.resolve("command-" + String.join("-", arguments).hashCode() + ".out");
    try (LyceumProcess process = new LyceumProcess(output, arguments)) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isZero();
      return process.output();
    }
  }

  private LyceumProcess authority(Path config) throws IOException {
    return new LyceumProcess(
        directory.resolve("run-" + running.size() + ".out"),
        "authority",
        "run",
        "--config",
        config.toString());
  }
}
