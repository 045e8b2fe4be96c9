package io.lyceum.api.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.ApiLimits;
import io.lyceum.api.Contracts;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceMethodsTest {

  private static final String ZERO = "0x" + "0".repeat(64);
  private static final String ONE = "0x" + "0".repeat(63) + "1";
  private static final String SEVEN = "0x" + "0".repeat(63) + "7";

  @TempDir private Path directory;
  private TestChain chain;
  private Contracts contracts;
  private TestNode node;
  private JsonRpcClient client;

  @BeforeEach
  void start() {
    chain = new TestChain(directory, PoolLimits.DEFAULT);
    contracts = new Contracts(chain);
    node = serve(TraceLimits.DEFAULT);
    client = new JsonRpcClient(node.url());
  }

  private TestNode serve(TraceLimits limits) {
    ApiLimits defaults = ApiLimits.DEFAULT;
    return new TestNode(
        chain,
        new ApiLimits(
            defaults.requests(),
            defaults.logs(),
            defaults.filters(),
            defaults.webSocket(),
            // Each call leaves a 64th of the gas behind.
            1L << 40,
            defaults.callTime(),
            limits,
            defaults.simulations()));
  }

  @AfterEach
  void stop() {
    node.close();
    chain.close();
  }

  @Test
  void callTracerShowsRevertReasonAsGethDoes() {
    // Reverts with Error("no").
    Address contract =
        contracts.deploy(
            "0x6308c379a060e01b5f526020600452600260245261" + "6e6f" + "60f01b60445260645ffd");
    Transaction call = contracts.call(contract, 0);

    JsonNode trace =
        client.result(
            "debug_traceTransaction", call.hash().toHexString(), Map.of("tracer", "callTracer"));

    assertThat(trace.get("type").asText()).isEqualTo("CALL");
    assertThat(trace.get("from").asText()).isEqualTo(Contracts.sender().toString());
    assertThat(trace.get("to").asText()).isEqualTo(contract.toString());
    assertThat(trace.get("value").asText()).isEqualTo("0x0");
    assertThat(trace.get("gas").asText()).isEqualTo("0xf4240");
    assertThat(trace.get("input").asText()).isEqualTo("0x");
    assertThat(trace.get("error").asText()).isEqualTo("execution reverted");
    assertThat(trace.get("revertReason").asText()).isEqualTo("no");
    assertThat(trace.get("output").asText()).startsWith("0x08c379a0");
    assertThat(trace.has("calls")).isFalse();
    JsonNode receipt = client.result("eth_getTransactionReceipt", call.hash().toHexString());
    assertThat(trace.get("gasUsed")).isEqualTo(receipt.get("gasUsed"));
  }

  @Test
  void prestateTracerShowsWhatWasAndWhatChanged() {
    // Writes 7 to slot 1 and reads slot 0.
    Address contract = contracts.deploy("0x60076001555f545000");
    Transaction call = contracts.call(contract, 5);
    String hash = call.hash().toHexString();

    JsonNode pre =
        client.result("debug_traceTransaction", hash, Map.of("tracer", "prestateTracer"));
    JsonNode account = pre.get(contract.toString());
    assertThat(account.get("balance").asText()).isEqualTo("0x0");
    assertThat(account.get("nonce").isNumber()).isTrue();
    assertThat(account.get("nonce").asInt()).isEqualTo(1);
    assertThat(account.get("code").asText()).isEqualTo("0x60076001555f545000");
    assertThat(account.get("storage")).hasSize(2);
    assertThat(account.get("storage").get(ONE).asText()).isEqualTo(ZERO);
    assertThat(pre.get(Contracts.sender().toString()).get("nonce").asInt()).isEqualTo(1);

    JsonNode difference =
        client.result(
            "debug_traceTransaction",
            hash,
            Map.of("tracer", "prestateTracer", "tracerConfig", Map.of("diffMode", true)));
    JsonNode after = difference.get("post").get(contract.toString());
    assertThat(after.get("balance").asText()).isEqualTo("0x5");
    assertThat(after.has("nonce")).isFalse();
    assertThat(after.has("code")).isFalse();
    assertThat(after.get("storage").get(ONE).asText()).isEqualTo(SEVEN);
    assertThat(difference.get("pre").get(contract.toString()).has("storage")).isFalse();
    assertThat(difference.get("post").get(Contracts.sender().toString()).get("nonce").asInt())
        .isEqualTo(2);
    // The proposer got no fee, so it did not change.
    assertThat(difference.get("post")).hasSize(2);
  }

  @Test
  void blocksAreTracedByNumberHashAndEncodingAlike() {
    Address contract = contracts.deploy("0x60015f5500");
    Transaction call = contracts.call(contract, 0);

    JsonNode byNumber = client.result("debug_traceBlockByNumber", "latest");

    assertThat(byNumber).hasSize(1);
    assertThat(byNumber.get(0).get("txHash").asText()).isEqualTo(call.hash().toHexString());
    assertThat(byNumber.get(0).get("result"))
        .isEqualTo(client.result("debug_traceTransaction", call.hash().toHexString()));
    JsonNode step = byNumber.get(0).get("result").get("structLogs").get(2);
    assertThat(step.get("op").asText()).isEqualTo("SSTORE");
    assertThat(step.get("storage").get(ZERO).asText()).isEqualTo(ONE);
    String hash = chain.chain().headHash().toHexString();
    assertThat(client.result("debug_traceBlockByHash", hash)).isEqualTo(byNumber);
    JsonNode encoded = client.result("debug_getRawBlock", "latest");
    assertThat(client.result("debug_traceBlock", encoded)).isEqualTo(byNumber);
  }

  @Test
  void callsAreTracedOnOtherAccountsAndBlocksThanThereAre() {
    String contract = "0x00000000000000000000000000000000000c0de0";
    // Returns the number of the block.
    Map<String, Object> overrides = Map.of(contract, Map.of("code", "0x435f5260205ff3"));

    JsonNode trace =
        client.result(
            "debug_traceCall",
            Map.of("to", contract),
            "latest",
            Map.of(
                "stateOverrides",
                overrides,
                "blockOverrides",
                Map.of("number", "0x7"),
                "tracer",
                "callTracer"));

    assertThat(trace.get("output").asText()).isEqualTo(SEVEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5f5f5f5f5f305af100", // emits nothing and calls itself
        "0x5f5fa05f5f5f5f5f305af15f5ffd", // emits, calls itself and reverts
      })
  void callsAreTracedAsDeepAsTheMachineLetsThemBe(String code) {
    Map<String, Object> overrides = Map.of(Contracts.sender().toString(), Map.of("code", code));
    JsonNode frame =
        client.result(
            "debug_traceCall",
            Map.of("to", Contracts.sender().toString(), "gas", "0xffffffffffff"),
            "latest",
            Map.of(
                "tracer",
                "callTracer",
                "tracerConfig",
                Map.of("withLog", true),
                "stateOverrides",
                overrides));
    int depth = 0;
    while (frame.has("calls")) {
      frame = frame.get("calls").get(0);
      depth++;
    }
    // The call from outside has the depth 0; the last one is refused.
    assertThat(depth).isEqualTo(1025);
    assertThat(frame.get("error").asText()).isEqualTo("max call depth exceeded");
  }

  @Test
  void anUnknownTracerIsRefusedInOneSentence() {
    JsonNode error =
        client
            .answer("debug_traceCall", Map.of(), "latest", Map.of("tracer", "{step: function(){}}"))
            .get("error");

    assertThat(error.get("code").asInt()).isEqualTo(-32602);
    assertThat(error.get("message").asText()).contains("callTracer", "prestateTracer");
  }

  @Test
  void genesisAndUnknownTransactionsHaveNoTrace() {
    assertThat(client.answer("debug_traceBlockByNumber", "0x0").at("/error/message").asText())
        .isEqualTo("Genesis is not traceable");
    assertThat(client.answer("debug_traceTransaction", ZERO).at("/error/message").asText())
        .isEqualTo("Transaction not found");
  }

  @Test
  void whateverRunsWithATracerIsStoppedWhenItsTimeIsOver() {
    // Jumps in a circle.
    Map<String, Object> overrides =
        Map.of(Contracts.sender().toString(), Map.of("code", "0x5b5f56"));
    Map<String, Object> call = Map.of("to", Contracts.sender().toString());
    try (TestNode hasty = serve(new TraceLimits(1L << 30, Duration.ofMillis(50), 1))) {
      JsonRpcClient impatient = new JsonRpcClient(hasty.url());
      for (JsonNode answer :
          List.of(
              impatient.answer(
                  "debug_traceCall",
                  call,
                  "latest",
                  Map.of("tracer", "callTracer", "stateOverrides", overrides)),
              impatient.answer("eth_createAccessList", call, "latest", overrides),
              impatient.answer(
                  "eth_simulateV1",
                  Map.of(
                      "blockStateCalls",
                      List.of(
                          Map.of(
                              "stateOverrides",
                              overrides,
                              "blockOverrides",
                              Map.of("gasLimit", "0xffffffff"),
                              "calls",
                              List.of(call))))))) {
        assertThat(answer.at("/error/message").asText()).contains("longer than 50 ms");
      }
    }
  }

  @Test
  void aTraceThatWouldBeTooLargeOrTakeTooLongIsRefused() {
    // Jumps in a circle until its gas is used up.
    Address contract = contracts.deploy("0x5b5f56");
    Transaction call = contracts.call(contract, 0);
    String hash = call.hash().toHexString();
    try (TestNode small = serve(new TraceLimits(10_000, Duration.ofMinutes(1), 1));
        TestNode hasty = serve(new TraceLimits(1L << 30, Duration.ZERO, 1))) {
      JsonNode tooLarge =
          new JsonRpcClient(small.url()).answer("debug_traceTransaction", hash).get("error");
      assertThat(tooLarge.get("code").asInt()).isEqualTo(-32005);
      assertThat(tooLarge.get("message").asText()).contains("10000 bytes");
      // A tracer that keeps little has room, and so has one that shows few steps.
      assertThat(
              new JsonRpcClient(small.url())
                  .result("debug_traceTransaction", hash, Map.of("tracer", "callTracer"))
                  .get("error")
                  .asText())
          .isEqualTo("out of gas");
      assertThat(
              new JsonRpcClient(small.url())
                  .result("debug_traceTransaction", hash, Map.of("limit", 3))
                  .get("structLogs"))
          .hasSize(3);
      JsonNode tooLong =
          new JsonRpcClient(hasty.url()).answer("debug_traceTransaction", hash).get("error");
      assertThat(tooLong.get("code").asInt()).isEqualTo(-32005);
      assertThat(tooLong.get("message").asText()).contains("longer than");
    }
    // The places of those that failed are free again.
    assertThat(client.result("debug_traceTransaction", hash).get("failed").asBoolean()).isTrue();
  }
}
