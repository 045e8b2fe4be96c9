package io.lyceum.cli.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lyceum.api.web3j.ChainAudit;
import io.lyceum.api.web3j.RawChain;
import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.http.HttpService;

@Tag("system")
class DemoTest {

  private static final Duration PATIENCE = Duration.ofMinutes(12);
  private static final long EIGHT_GIGABYTES = 8_000_000_000L;
  private static final Pattern RPC = Pattern.compile("JSON-RPC at (http://\\S+)");

  @TempDir private Path directory;
  private Path summary;

  @BeforeEach
  void chooseSummary() {
    summary = directory.resolve("summary.json");
  }

  @Test
  void aStrangerVerifiesTheWholeChainOfADemonstrationThatStaysUp() throws Exception {
    try (LyceumProcess demo = demo("--keep")) {
      await().atMost(PATIENCE).until(() -> demo.output().contains("stays up") || !demo.isRunning());
      assertThat(demo.isRunning()).as(demo.output()).isTrue();
      assertThat(demo.peakResidentBytes()).isLessThan(EIGHT_GIGABYTES);
      JsonNode report = report();
      assertThat(report.properties().stream().map(Map.Entry::getKey))
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
      assertThat(report.get("minSeals").asInt()).isGreaterThanOrEqualTo(3);
      assertThat(report.get("proofsRejected").asInt()).isZero();
      assertThat(report.get("proofsAccepted")).isEqualTo(report.get("proofsSubmitted"));
      // A model that knows nothing is at ln 256 = 5.5; one that knows letters' frequencies, at 3.
      assertThat(report.get("lossBefore").asDouble()).isGreaterThan(5);
      assertThat(report.get("lossAfter").asDouble()).isLessThan(1);
      assertThat(report.get("trainCpuSeconds").asDouble()).isPositive();
      assertThat(report.get("verifyCpuSeconds").asDouble()).isPositive();
      assertThat(report.get("answer").asText()).isNotBlank();
      verifyFromOutside(demo, report);
    }
  }

  private static void verifyFromOutside(LyceumProcess demo, JsonNode report) throws Exception {
    Matcher rpc = RPC.matcher(demo.output());
    assertThat(rpc.find()).isTrue();
    HttpService service = new HttpService(rpc.group(1));
    long head = report.get("blocks").asLong();
    ChainAudit.Findings findings = new ChainAudit(new RawChain(service)).verifyUpTo(head);
    assertThat(findings.minSeals()).isEqualTo(report.get("minSeals").asInt());

    Web3j web3j = Web3j.build(service);
    LyceumContracts contracts = LyceumContracts.readOnly(web3j, Address.ZERO.toString());
    List<?> validators = contracts.authorities().getValidators().send();
    assertThat(validators).hasSize(4);
    List<ProofOfLearning.ProofSettledEventResponse> settlements = new ArrayList<>();
    EthFilter filter =
        new EthFilter(
                DefaultBlockParameterName.EARLIEST,
                DefaultBlockParameterName.LATEST,
                Predeployed.PROOF_OF_LEARNING.address())
            .addSingleTopic(EventEncoder.encode(ProofOfLearning.PROOFSETTLED_EVENT));
    for (EthLog.LogResult<?> result : web3j.ethGetLogs(filter).send().getLogs()) {
      settlements.add(ProofOfLearning.getProofSettledEventFromLog((Log) result.get()));
    }
    assertThat(settlements).hasSize(report.get("proofsAccepted").asInt());
    for (ProofOfLearning.ProofSettledEventResponse settled : settlements) {
      ProofOfLearning.Proof proof = contracts.proofs().proof(settled.proofId).send();
      assertThat(proof.attestations.intValueExact()).isGreaterThanOrEqualTo(3);
    }

    HttpRequest request =
        HttpRequest.newBuilder(URI.create(rpc.group(1)))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"lyceum_nodeState\",\"params\":[]}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      assertThat(new JsonMapper().readTree(answer).get("result").toString()).contains("ready");
    }
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
    try (LyceumProcess demo = demo("--cheat", "tamper")) {
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
