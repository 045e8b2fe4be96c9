package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.api.web3j.ChainAudit;
import io.lyceum.api.web3j.QbftHeader;
import io.lyceum.api.web3j.RawChain;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.genesis.NodeKeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.http.HttpService;

/** A network of six processes that the command wrote and started; one of them is killed. */
@Tag("system")
class SeparateProcessesTest {

  private static final int AUTHORITIES = 4;
  private static final int LEARNERS = 2;
  private static final int PORT_OFFSET = 1200;
  private static final int FIRST_RPC = 8545 + PORT_OFFSET;
  private static final int LAST = AUTHORITIES - 1;
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  @TempDir private Path directory;
  private final List<LyceumProcess> running = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (LyceumProcess process : running) {
      process.close();
    }
  }

  @Test
  void blocksAndProofsGoOnWithoutAKilledAuthorityWhichThenCatchesUp() throws Exception {
    Path network = directory.resolve("network");
    command(
        "network",
        "create",
        network.toString(),
        "--steps=5",
        "--attestation-blocks=40",
        "--port-offset=" + PORT_OFFSET);
    for (int i = 0; i < AUTHORITIES; i++) {
      running.add(authority(network, i));
    }
    for (int i = 1; i <= LEARNERS; i++) {
      running.add(
          new LyceumProcess(
              directory.resolve("learner-" + i + ".out"),
              "learner",
              "run",
              "--config",
              network.resolve("learner-" + i + "/learner.toml").toString()));
    }
    await().atMost(PATIENCE).ignoreExceptions().until(() -> acceptedSince(0));

    running.get(LAST).kill();
    long killedAt = chain(0).head();
    await()
        .atMost(PATIENCE)
        .until(() -> chain(0).head() > killedAt + 10 && acceptedSince(killedAt + 1));

    running.set(LAST, authority(network, LAST));
    long restartedAt = chain(0).head();
    String address = NodeKeyFile.read(network.resolve("authority-4/key")).address().toString();
    await().atMost(PATIENCE).ignoreExceptions().until(() -> chain(LAST).head() > restartedAt);
    await().atMost(PATIENCE).until(() -> sealedSince(address, restartedAt));
    long common = Math.min(chain(0).head(), chain(LAST).head());
    for (int i = 0; i < AUTHORITIES; i++) {
      new ChainAudit(chain(i)).verifyUpTo(common);
      assertThat(chain(i).block(common).get("hash")).isEqualTo(chain(0).block(common).get("hash"));
    }
    useFromTheCommandLine(network);
  }

  private void useFromTheCommandLine(Path network) throws Exception {
    String rpc = "--rpc=http://127.0.0.1:" + FIRST_RPC;
    assertThat(command("status", rpc)).contains("validators").contains("ready");
    String stranger = "0x00000000000000000000000000000000000000aa";
    command(
        "send",
        rpc,
        "--key=" + network.resolve("learner-1/key"),
        "--to=" + stranger,
        "--amount=1.5");
    assertThat(command("balance", rpc, stranger)).contains("1.5 POL");
    assertThat(command("chat", rpc, "Question: what is two plus three?")).isNotBlank();
  }

  /** Runs a command to its end, which must be a good one. */
  private String command(String... arguments) throws Exception {
    try (LyceumProcess process =
        new LyceumProcess(directory.resolve("command-" + arguments[0] + ".out"), arguments)) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isZero();
      return process.output();
    }
  }

  private LyceumProcess authority(Path network, int index) throws IOException {
    String name = "authority-" + (index + 1);
    return new LyceumProcess(
        directory.resolve(name + ".out"),
        "authority",
        "run",
        "--config",
        network.resolve(name + "/authority.toml").toString());
  }

  private static HttpService service(int authority) {
    return new HttpService("http://127.0.0.1:" + (FIRST_RPC + 10 * authority));
  }

  private static RawChain chain(int authority) {
    return new RawChain(service(authority));
  }

  private static boolean sealedSince(String authority, long block) throws Exception {
    long head = chain(0).head();
    for (long number = block; number <= head; number++) {
      if (new QbftHeader(chain(0).block(number)).sealers().contains(authority)) {
        return true;
      }
    }
    return false;
  }

  private static boolean acceptedSince(long block) throws IOException {
    return Settlements.between(Web3j.build(service(0)), block, DefaultBlockParameterName.LATEST)
        .contains(ProofStatus.ACCEPTED);
  }
}
