package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.Fork;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official state tests of Ethereum (execution-spec-tests) judge the EVM. */
class OfficialStateTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Fork, String> NAMES =
      Map.of(Fork.LONDON, "London", Fork.SHANGHAI, "Shanghai", Fork.CANCUN, "Cancun");

  @ParameterizedTest
  @EnumSource(names = {"SHANGHAI", "CANCUN"})
  void everyCaseGivesTheOfficialStateRootAndLogs(Fork fork) throws IOException {
    Path archive =
        Path.of(System.getProperty("lyceum.shared", ""), "vectors/eest/state_tests.tar.gz");
    assumeTrue(Files.exists(archive), "The official state tests are not on this machine");
    ForkRules rules = Forks.rules(fork);
    List<String> failures = new ArrayList<>();
    AtomicInteger cases = new AtomicInteger();
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
      TarReader.forEachFile(
          in,
          (path, content) -> {
            if (path.endsWith(".json")) {
              for (StateTestCase test : cases(path, JSON.readTree(content), NAMES.get(fork))) {
                cases.incrementAndGet();
                test.run(rules).ifPresent(failure -> failures.add(test.name() + ": " + failure));
              }
            }
          });
    }
    assertThat(failures).as("failures of %s cases", cases).isEmpty();
    assertThat(cases.get()).isPositive();
  }

  private static List<StateTestCase> cases(String path, JsonNode file, String fork) {
    List<StateTestCase> cases = new ArrayList<>();
    file.properties()
        .forEach(
            test -> {
              for (JsonNode expected : test.getValue().path("post").path(fork)) {
                String name = path + " " + test.getKey() + " " + expected.get("indexes");
                cases.add(new StateTestCase(name, test.getValue(), expected));
              }
            });
    return cases;
  }
}
