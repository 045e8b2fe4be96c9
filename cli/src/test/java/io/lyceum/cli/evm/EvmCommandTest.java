package io.lyceum.cli.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvmCommandTest {

  private static final String EMPTY_ROOT =
      "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
  private static final String NO_LOGS =
      "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";
  private static final String OTHER_ROOT = "0x" + "11".repeat(32);

  /** Adds two numbers and returns the sum. */
  private static final String SUM = "0x600260030160005260206000f3";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new EvmCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void codeReturnsItsOutput() {
    assertThat(run("run", "--code", SUM)).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("0x" + "00".repeat(31) + "05");
  }

  @Test
  void codeReadsTheInput() {
    // Returns the first word of the call data.
    assertThat(run("run", "--code", "60003560005260206000f3", "--input", "2a" + "00".repeat(31)))
        .isZero();
    assertThat(out.toString()).startsWith("0x2a");
  }

  @Test
  void traceHasALineForEachInstructionAndASummary() {
    assertThat(run("run", "--code", SUM, "--trace", "--gas", "1000", "--fork", "london")).isZero();
    assertThat(out.toString().lines())
        .hasSize(9)
        .first()
        .isEqualTo(
            "{\"pc\":0,\"op\":96,\"gas\":\"0x3e8\",\"gasCost\":\"0x3\",\"memSize\":0,\"stack\":[],"
                + "\"depth\":1,\"returnData\":\"0x\",\"refund\":\"0x0\",\"opName\":\"PUSH1\"}");
    assertThat(out.toString().lines().toList().get(2)).contains("\"stack\":[\"0x2\",\"0x3\"]");
    assertThat(out.toString().lines().toList().getLast())
        .startsWith("{\"stateRoot\":\"0x")
        .contains("\"gasUsed\":\"0x18\"", "\"pass\":true", "\"fork\":\"London\"");
  }

  @Test
  void codeThatHaltsOrRevertsFailsTheCommand() {
    assertThat(run("run", "--code", "fe")).isEqualTo(1);
    assertThat(err.toString()).contains("INVALID_OPERATION");
    assertThat(run("run", "--code", "60006000fd")).isEqualTo(1);
    assertThat(err.toString()).contains("Reverted");
  }

  @Test
  void stateTestsAreCountedAndFailuresShowBothRoots(@TempDir Path directory) throws IOException {
    Path passes = Files.writeString(directory.resolve("a.json"), refusal("Cancun", EMPTY_ROOT));
    Path fails = Files.writeString(directory.resolve("b.json"), refusal("Prague", OTHER_ROOT));
    Files.writeString(directory.resolve("c.json"), refusal("Frontier", EMPTY_ROOT));

    assertThat(run("statetest", passes.toString())).isZero();
    assertThat(out.toString().lines().toList()).containsExactly("passed 1 failed 0 skipped 0");

    assertThat(run("statetest", directory.toString(), "--jobs", "2")).isEqualTo(1);
    assertThat(out.toString().lines().toList())
        .hasSize(4)
        .endsWith(
            "skipped 1 of Frontier: the rules of this fork are not known",
            "passed 1 failed 1 skipped 1")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("failed Prague " + fails)
                    .contains("expected root " + OTHER_ROOT, "found " + EMPTY_ROOT));
  }

  @Test
  void whatCannotBeReadIsAFailureWithASentence(@TempDir Path directory) throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.json"), "{\"a\": ");
    Path archive = Files.writeString(directory.resolve("broken.tar.gz"), "no archive");
    Path other = Files.writeString(directory.resolve("index.json"), "{\"root_hash\": \"0x\"}");

    assertThat(run("statetest", directory.toString())).isEqualTo(1);
    assertThat(out.toString().lines().toList())
        .hasSize(3)
        .endsWith("passed 0 failed 2 skipped 0")
        .anySatisfy(line -> assertThat(line).startsWith("failed " + broken + ": it is not JSON"))
        .anySatisfy(
            line -> assertThat(line).startsWith("failed " + archive + ": it is no archive"));
    assertThat(run("statetest", other.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("failed " + other + ": there is no state test in it");
  }

  @Test
  void mergeIsAnotherNameOfParis(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("a.json"), refusal("Merge", EMPTY_ROOT));

    assertThat(run("statetest", directory.toString(), "--fork", "paris")).isZero();
    assertThat(out.toString().lines().toList()).containsExactly("passed 1 failed 0 skipped 0");
  }

  @Test
  void forkLimitsTheStateTests(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("a.json"), refusal("Prague", OTHER_ROOT));

    assertThat(run("statetest", directory.toString(), "--fork", "cancun")).isZero();
    assertThat(out.toString().lines().toList()).containsExactly("passed 0 failed 0 skipped 0");
  }

  /** A test whose transaction cannot be read, on a state without accounts. */
  private static String refusal(String fork, String root) {
    return """
    {"unreadable": {
      "env": {"currentNumber": "0x1", "currentTimestamp": "0x1", "currentGasLimit": "0xffff",
        "currentCoinbase": "0x0000000000000000000000000000000000000001"},
      "pre": {},
      "post": {"%s": [{"indexes": {"data": 0}, "txbytes": "0x00", "hash": "%s", "logs": "%s",
        "expectException": "TransactionException.ANY"}]}}}
    """
        .formatted(fork, root, NO_LOGS);
  }
}
