package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class CheatingDemoTest {

  private static final Duration PATIENCE = Duration.ofMinutes(12);

  @TempDir private Path directory;
  private Path summary;

  @BeforeEach
  void chooseSummary() {
    summary = directory.resolve("summary.json");
  }

  @Test
  void aLearnerThatSkipsTrainingOnTheUsersTextIsCaught() throws Exception {
    Path corpus = directory.resolve("corpus.txt");
    Files.writeString(corpus, text());
    try (LyceumProcess demo = demo("--cheat", "skip", "--corpus", corpus.toString())) {
      assertThat(demo.awaitExit(PATIENCE)).as(demo.output()).isZero();
      assertThat(demo.output()).contains("sampling law").contains("lost its bond");
      assertCheaterIsPunished(report());
    }
  }

  @Test
  void aLearnerThatAltersOneWeightByOneUnitInTheLastPlaceIsCaught() throws Exception {
    try (LyceumProcess demo = demo("--engine", "nd4j-cpu-avx2-1", "--cheat", "tamper")) {
      assertThat(demo.awaitExit(PATIENCE)).as(demo.output()).isZero();
      assertThat(demo.output()).contains("sampling law").contains("lost its bond");
      assertCheaterIsPunished(report());
    }
  }

  private static void assertCheaterIsPunished(JsonNode report) {
    JsonNode honest = report.get("learners").get(0);
    JsonNode cheater = report.get("learners").get(1);
    assertThat(report.get("proofsRejected").asInt()).isEqualTo(1);
    assertThat(honest.get("reputation").asInt())
        .isGreaterThan(50)
        .isGreaterThan(cheater.get("reputation").asInt());
    assertThat(honest.get("balance").bigIntegerValue())
        .isGreaterThan(cheater.get("balance").bigIntegerValue());
  }

  private LyceumProcess demo(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("demo", "--summary", summary.toString()));
    arguments.addAll(List.of(options));
    return new LyceumProcess(directory.resolve("output.txt"), arguments.toArray(String[]::new));
  }

  private JsonNode report() throws IOException {
    return new JsonMapper().readTree(summary.toFile());
  }

  /** A text with some order in it, written from a seed. */
  private static String text() {
    String[] who = {"the farmer", "a child", "my sister", "the old teacher"};
    String[] does = {"carries", "paints", "finds", "breaks"};
    String[] what = {"a lamp", "the door", "a basket of apples", "two letters"};
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    while (text.length() < 200_000) {
      text.append(who[random.nextInt(who.length)])
          .append(' ')
          .append(does[random.nextInt(does.length)])
          .append(' ')
          .append(what[random.nextInt(what.length)])
          .append(".\n");
    }
    return text.toString();
  }
}
