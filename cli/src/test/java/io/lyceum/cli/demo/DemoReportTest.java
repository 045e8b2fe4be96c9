package io.lyceum.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {

  private static final Address LEARNER = Address.fromHex("0x" + "ab".repeat(20));
  private static final BigInteger BALANCE = new BigInteger("1014812222378095437871");
  private static final DemoReport REPORT =
      new DemoReport(
          428,
          3,
          6,
          5,
          1,
          5.518,
          0.25,
          Duration.ofMillis(72_388),
          Duration.ofMillis(73_370),
          List.of(new Standing(LEARNER, BALANCE, 53)),
          "What?",
          "That.");

  @TempDir Path directory;

  @Test
  void theSummaryHasTheKeysThatProgramsExpect() throws IOException {
    Path file = directory.resolve("summary.json");
    REPORT.write(file);
    JsonNode summary = new ObjectMapper().readTree(file.toFile());
    assertThat(summary.fieldNames())
        .toIterable()
        .containsExactly(
            "blocks",
            "minSeals",
            "proofsSubmitted",
            "proofsAccepted",
            "proofsRejected",
            "lossBefore",
            "lossAfter",
            "trainCpuSeconds",
            "verifyCpuSeconds",
            "learners",
            "answer");
    assertThat(summary.get("verifyCpuSeconds").doubleValue()).isEqualTo(73.37);
    JsonNode learner = summary.get("learners").get(0);
    assertThat(learner.fieldNames())
        .toIterable()
        .containsExactly("address", "balance", "reputation");
    assertThat(learner.get("balance").bigIntegerValue()).isEqualTo(BALANCE);
    assertThat(learner.get("address").textValue()).isEqualTo(LEARNER.toString());
  }

  @Test
  void peopleReadAmountsInPolAndNodesByName() {
    StringWriter text = new StringWriter();
    REPORT.print(new PrintWriter(text), new Nicknames(List.of(), List.of(LEARNER)));
    assertThat(text.toString())
        .contains("learner 1 ")
        .contains("1014.812222378095437871 POL")
        .contains("reputation 53")
        .contains("5.518 before, 0.250 after")
        .contains("That.");
  }
}
