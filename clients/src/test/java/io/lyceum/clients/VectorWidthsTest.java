package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.contracts.ProofStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.http.HttpService;

/** Processes of one network whose vectors are of different widths, as on different machines. */
@Tag("system")
class VectorWidthsTest {

  /** Bytes of the widest vector that each may use; with 8 there is none that suits. */
  private static final List<Integer> AUTHORITIES = List.of(8, 16, 32, 64);

  private static final List<Integer> LEARNERS = List.of(16, 32);
  private static final int PORT_OFFSET = 3200;
  private static final int RPC = 8545 + PORT_OFFSET;
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
  void aProofOfOneWidthIsAcceptedOnOthersAndOneAlteredBitIsNot() throws Exception {
    Path network = directory.resolve("network");
    try (LyceumProcess create =
        new LyceumProcess(
            directory.resolve("create.out"),
            "network",
            "create",
            network.toString(),
            "--engine=exact-1",
            "--steps=5",
            "--attestation-blocks=40",
            "--port-offset=" + PORT_OFFSET)) {
      assertThat(create.awaitExit(PATIENCE)).as(create.output()).isZero();
    }
    Path cheater = network.resolve("learner-2/learner.toml");
    Files.writeString(cheater, "cheat = \"tamper\"\n" + Files.readString(cheater));

    for (int i = 0; i < AUTHORITIES.size(); i++) {
      running.add(run("authority", network, i + 1, AUTHORITIES.get(i)));
    }
    for (int i = 0; i < LEARNERS.size(); i++) {
      running.add(run("learner", network, i + 1, LEARNERS.get(i)));
    }

    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> outcomes().contains(ProofStatus.ACCEPTED));
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> outcomes().contains(ProofStatus.REJECTED));
    for (int i = 0; i < AUTHORITIES.size(); i++) {
      assertThat(Files.readString(log(network, i + 1)))
          .contains(
              "exact-1 computes with "
                  + (AUTHORITIES.get(i) == 8 ? "scalar" : 8 * AUTHORITIES.get(i) + "-bit vectors"));
    }
  }

  private static List<ProofStatus> outcomes() throws IOException {
    return Settlements.between(
        Web3j.build(new HttpService("http://127.0.0.1:" + RPC)),
        0,
        DefaultBlockParameterName.LATEST);
  }

  private static Path log(Path network, int number) {
    return network.resolve("authority-" + number + "/data/lyceum.log");
  }

  private LyceumProcess run(String kind, Path network, int number, int width) throws IOException {
    String name = kind + "-" + number;
    return new LyceumProcess(
        directory.resolve(name + ".out"),
        Map.of("LYCEUM_JAVA_OPTIONS", "-XX:MaxVectorSize=" + width, "CUDA_VISIBLE_DEVICES", ""),
        kind,
        "run",
        "--config",
        network.resolve(name).resolve(kind + ".toml").toString());
  }
}
