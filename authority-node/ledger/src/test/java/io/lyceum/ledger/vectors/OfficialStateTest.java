package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.Fork;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The official state tests of Ethereum (execution-spec-tests) judge the EVM. They begin with
 * Shanghai; London is judged by the chains that Besu wrote.
 */
class OfficialStateTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Fork, String> FORKS =
      new EnumMap<>(Map.of(Fork.SHANGHAI, "Shanghai", Fork.CANCUN, "Cancun"));

  private final Map<Fork, Integer> casesRun = new EnumMap<>(Fork.class);
  private final List<String> failures = new ArrayList<>();

  @Test
  void everyCaseGivesTheOfficialStateRootAndLogs() throws IOException {
    Path archive =
        Path.of(System.getProperty("lyceum.shared", ""), "vectors/eest/state_tests.tar.gz");
    assumeTrue(Files.exists(archive), "The official state tests are not on this machine");
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
      TarReader.forEachFile(in, this::runFile);
    }
    assertThat(failures).as("failures of %s cases", casesRun).isEmpty();
    assertThat(casesRun).containsOnlyKeys(FORKS.keySet());
  }

  private void runFile(String path, byte[] content) throws IOException {
    if (!path.endsWith(".json")) {
      return;
    }
    for (Map.Entry<String, JsonNode> test : JSON.readTree(content).properties()) {
      for (Map.Entry<Fork, String> fork : FORKS.entrySet()) {
        for (JsonNode expected : test.getValue().path("post").path(fork.getValue())) {
          casesRun.merge(fork.getKey(), 1, Integer::sum);
          new StateTestCase(test.getValue(), expected)
              .run(Forks.rules(fork.getKey()))
              .ifPresent(
                  failure ->
                      failures.add(
                          path + " " + test.getKey() + expected.get("indexes") + ": " + failure));
        }
      }
    }
  }
}
