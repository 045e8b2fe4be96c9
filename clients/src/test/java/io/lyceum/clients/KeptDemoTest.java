package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.api.web3j.ChainAudit;
import io.lyceum.api.web3j.RawChain;
import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ProofStatus;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.http.HttpService;

/** A stranger with web3j checks what the demonstration claims, by raw answers of its JSON-RPC. */
@Tag("system")
class KeptDemoTest {

  private static final Duration LONGEST_DEMO = Duration.ofMinutes(10);
  private static final Duration LONGEST_CARRIAGE = Duration.ofMinutes(2);
  private static final long MOST_MEMORY = 8_000_000_000L;
  private static final Pattern STAYS_UP = Pattern.compile("stays up at (http://[^\\s;]+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  @Test
  void whatTheDemonstrationClaimsIsOnTheChain() throws Exception {
    Path summary = directory.resolve("summary.json");
    Path output = directory.resolve("output.txt");
    Path demonstration = directory.resolve("demonstration");
    try (LyceumProcess demo =
        new LyceumProcess(
            output, "demo", "--keep", "--dir=" + demonstration, "--summary", summary.toString())) {
      String url = demo.awaitOutput(STAYS_UP, LONGEST_DEMO).group(1);
      assertThat(demo.peakResidentBytes()).isLessThan(MOST_MEMORY);
      JsonNode claims = JSON.readTree(summary.toFile());
      checkLearning(claims);
      HttpService service = new HttpService(url);
      Web3j web3j = Web3j.build(service);
      LyceumContracts contracts =
          LyceumContracts.readOnly(web3j, Predeployed.PROOF_OF_LEARNING.address());

      checkSeals(new RawChain(service), claims);
      checkValidators(new RawChain(service), contracts);
      checkSettlements(web3j, claims);
      checkLearners(web3j, contracts, claims);
      checkAnswerToCurl(url, claims);
      assertThat(demo.stop()).isTrue();
      checkThatTheChainCanBeCarriedAway(
          demonstration.resolve("network"), claims.get("blocks").asLong());
    }
  }

  /** Out of a stopped node, into an empty directory with every rule checked, and out again. */
  private void checkThatTheChainCanBeCarriedAway(Path network, long blocks) throws Exception {
    Path second = directory.resolve("second");
    Path exported = directory.resolve("exported.rlp");
    Path again = directory.resolve("again.rlp");
    String genesis = "--genesis=" + network.resolve("genesis.json");

    chain("export", "--data=" + network.resolve("authority-1"), genesis, "--to=" + exported);
    assertThat(chain("import", exported.toString(), "--data=" + second, genesis))
        .satisfies(
            output ->
                assertThat(Long.parseLong(output.replaceAll("(?s).*Imported (\\d+) .*", "$1")))
                    .isGreaterThanOrEqualTo(blocks));
    chain("export", "--data=" + second, genesis, "--to=" + again);
    assertThat(again).hasSameBinaryContentAs(exported);
  }

  /** What a command about the chain prints, which must end well. */
  private String chain(String... arguments) throws Exception {
    String[] command =
        Stream.concat(Stream.of("chain"), Stream.of(arguments)).toArray(String[]::new);
    Path output = Files.createTempFile(directory, "chain", ".out");
    try (LyceumProcess process = new LyceumProcess(output, command)) {
      assertThat(process.awaitExit(LONGEST_CARRIAGE)).as(process.output()).isZero();
      return process.output();
    }
  }

  private static void checkLearning(JsonNode claims) {
    assertThat(claims.properties().stream().map(Map.Entry::getKey))
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
    assertThat(claims.get("proofsAccepted")).isEqualTo(claims.get("proofsSubmitted"));
    // Who knows nothing of 256 bytes is at 5.5 nats; who knows how often each comes, at about 3.
    assertThat(claims.get("lossBefore").asDouble()).isGreaterThan(5);
    assertThat(claims.get("lossAfter").asDouble()).isLessThan(1);
    assertThat(claims.get("trainCpuSeconds").asDouble()).isPositive();
    assertThat(claims.get("verifyCpuSeconds").asDouble()).isPositive();
    assertThat(claims.get("answer").asText()).isNotBlank();
  }

  private static void checkSeals(RawChain chain, JsonNode claims) throws Exception {
    long last = claims.get("blocks").asLong();
    ChainAudit.Findings findings = new ChainAudit(chain).verifyUpTo(last);
    assertThat(findings.minSeals())
        .isEqualTo(claims.get("minSeals").asInt())
        .isGreaterThanOrEqualTo(3);
    assertThat(chain.head()).isGreaterThanOrEqualTo(last);
  }

  private static void checkValidators(RawChain chain, LyceumContracts contracts) throws Exception {
    List<?> validators = contracts.authorities().getValidators().send();
    assertThat(validators.stream().map(Object::toString).toList())
        .hasSize(4)
        .containsExactlyInAnyOrderElementsOf(chain.validators(chain.head()));
  }

  private static void checkSettlements(Web3j web3j, JsonNode claims) throws IOException {
    List<ProofStatus> outcomes =
        Settlements.between(
            web3j, 0, DefaultBlockParameter.valueOf(claims.get("blocks").bigIntegerValue()));
    assertThat(outcomes).isNotEmpty();
    assertThat(count(outcomes, ProofStatus.ACCEPTED))
        .isEqualTo(claims.get("proofsAccepted").asLong());
    assertThat(count(outcomes, ProofStatus.REJECTED))
        .isEqualTo(claims.get("proofsRejected").asLong());
  }

  private static long count(List<ProofStatus> outcomes, ProofStatus status) {
    return outcomes.stream().filter(status::equals).count();
  }

  private static void checkLearners(Web3j web3j, LyceumContracts contracts, JsonNode claims)
      throws Exception {
    assertThat(claims.get("learners")).hasSize(2);
    for (JsonNode learner : claims.get("learners")) {
      String address = learner.get("address").asText();
      assertThat(web3j.ethGetBalance(address, DefaultBlockParameterName.LATEST).send().getBalance())
          .isEqualTo(new BigInteger(learner.get("balance").asText()));
      assertThat(contracts.learners().reputationOf(address).send())
          .isEqualTo(learner.get("reputation").bigIntegerValue());
    }
  }

  /** What curl sends with {@code -d}: its content type is that of forms. */
  private static void checkAnswerToCurl(String url, JsonNode claims) throws Exception {
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"lyceum_generate\",\"params\":[\"The \", 40]}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(call))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      JsonNode generated = JSON.readTree(body).path("result");
      assertThat(generated.path("text").asText()).as(body).isNotEmpty();
      assertThat(generated.path("version").asText()).hasSize(66);
      assertThat(Long.decode(generated.path("attestedAt").asText()))
          .isLessThanOrEqualTo(claims.get("blocks").asLong());
    }
  }
}
