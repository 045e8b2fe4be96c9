package io.lyceum.ledger.statetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The official state tests of Ethereum (execution-spec-tests) judge the EVM. They begin with
 * Shanghai; London is judged by the chains that Besu wrote.
 */
class OfficialStateTest {

  private static final int JOBS = 2;

  @Test
  void everyCaseGivesTheOfficialStateRootAndLogs() throws Exception {
    Path archive =
        Path.of(System.getProperty("lyceum.shared", ""), "vectors/eest/state_tests.tar.gz");
    assumeTrue(Files.exists(archive), "The official state tests are not on this machine");
    List<String> failures = new ArrayList<>();
    Map<String, Integer> passed = new TreeMap<>();

    StateTestSuite.Counts counts =
        new StateTestSuite(new StateTestReader(fork -> true), JOBS)
            .run(
                List.of(archive),
                result -> {
                  switch (result) {
                    case StateTestResult.Passed(StateTestCase test) ->
                        passed.merge(test.fork(), 1, Integer::sum);
                    case StateTestResult.Failed failure ->
                        failures.add(
                            failure.test().fork()
                                + " "
                                + failure.test().name()
                                + ": "
                                + failure.finding());
                    case StateTestResult.Skipped(StateTestCase test) ->
                        failures.add(test.name() + ": skipped");
                    case StateTestResult.Unreadable(String name, String finding) ->
                        failures.add(name + ": " + finding);
                  }
                });

    assertThat(failures).as("passed %s", passed).isEmpty();
    assertThat(counts.passed()).isEqualTo(passed.values().stream().mapToInt(i -> i).sum());
    assertThat(passed).containsOnlyKeys("Shanghai", "Cancun", "Prague", "Osaka");
  }
}
