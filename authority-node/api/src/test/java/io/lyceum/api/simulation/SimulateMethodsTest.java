package io.lyceum.api.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateMethodsTest {

  private static final String POOR = "0x00000000000000000000000000000000000000c0";
  private static final String CONTRACT = "0x00000000000000000000000000000000000c0de0";
  private static final String RICH = TestChain.key(1).address().toString();

  @TempDir private Path directory;
  private TestChain chain;
  private TestNode node;
  private JsonRpcClient client;

  @BeforeEach
  void start() {
    chain = new TestChain(directory, PoolLimits.DEFAULT);
    chain.grow();
    node = new TestNode(chain);
    client = new JsonRpcClient(node.url());
  }

  @AfterEach
  void stop() {
    node.close();
    chain.close();
  }

  @Test
  void laterBlocksSeeWhatEarlierOnesDid() {
    // Counts its calls in slot 0 and returns the count.
    Map<String, Object> counter =
        Map.of(CONTRACT, Map.of("code", "0x5f54600101805f555f5260205ff3"));
    List<Map<String, Object>> calls = List.of(Map.of("to", CONTRACT), Map.of("to", CONTRACT));

    JsonNode blocks =
        simulate(
            Map.of(
                "blockStateCalls",
                List.of(
                    Map.of("stateOverrides", counter, "calls", calls), Map.of("calls", calls))));

    assertThat(blocks).hasSize(2);
    assertThat(blocks.findValuesAsText("returnData"))
        .containsExactly(word(1), word(2), word(3), word(4));
    assertThat(blocks.get(0).get("number").asText()).isEqualTo("0x2");
    assertThat(blocks.get(1).get("number").asText()).isEqualTo("0x3");
    assertThat(blocks.get(0).get("parentHash").asText())
        .isEqualTo(chain.chain().headHash().toHexString());
    assertThat(blocks.get(1).get("parentHash")).isEqualTo(blocks.get(0).get("hash"));
    assertThat(blocks.get(0).get("transactions")).hasSize(2);
    // Creating the slot: 21,000, a cold SLOAD of 2,100, an SSTORE of 20,000 and the rest.
    long gas = Long.decode(blocks.get(0).get("calls").get(0).get("gasUsed").asText());
    assertThat(gas).isBetween(43_000L, 43_300L);
    // The chain itself has not changed.
    assertThat(client.result("eth_getCode", CONTRACT, "latest").asText()).isEqualTo("0x");
  }

  @Test
  void gapsAreFilledWithBlocksAndBlockhashKnowsThem() {
    // Returns the hash of the block before.
    Map<String, Object> code = Map.of(CONTRACT, Map.of("code", "0x60014303405f5260205ff3"));

    JsonNode blocks =
        simulate(
            Map.of(
                "blockStateCalls",
                List.of(
                    Map.of(
                        "blockOverrides",
                        Map.of("number", "0x5"),
                        "stateOverrides",
                        code,
                        "calls",
                        List.of(Map.of("to", CONTRACT))))));

    assertThat(blocks.findValuesAsText("number")).containsExactly("0x2", "0x3", "0x4", "0x5");
    assertThat(blocks.get(3).get("calls").get(0).get("returnData"))
        .isEqualTo(blocks.get(2).get("hash"));
  }

  @Test
  void precompiledContractsAreElsewhereInOneBlockAlone() {
    String identity = "0x0000000000000000000000000000000000000004";
    Map<String, Object> move = Map.of(identity, Map.of("movePrecompileToAddress", CONTRACT));
    Map<String, Object> replace = Map.of(identity, Map.of("code", "0x60095f5260205ff3"));
    List<Map<String, Object>> calls =
        List.of(
            Map.of("to", identity, "input", "0xabcd"), Map.of("to", CONTRACT, "input", "0xabcd"));

    JsonNode blocks =
        simulate(
            Map.of(
                "blockStateCalls",
                List.of(
                    Map.of("stateOverrides", move, "calls", calls),
                    Map.of("calls", calls),
                    Map.of("stateOverrides", move, "calls", calls),
                    Map.of("stateOverrides", replace, "calls", calls),
                    Map.of("calls", calls))));

    List<List<String>> returned = new ArrayList<>();
    blocks.forEach(block -> returned.add(block.get("calls").findValuesAsText("returnData")));
    assertThat(returned)
        .containsExactly(
            List.of("0x", "0xabcd"),
            List.of("0xabcd", "0x"),
            List.of("0x", "0xabcd"),
            List.of(word(9), "0x"),
            List.of("0xabcd", "0x"));
    assertThat(blocks.get(4).get("stateRoot")).isNotEqualTo(blocks.get(2).get("stateRoot"));
  }

  @Test
  void transfersAreShownAsEventsIfAskedFor() {
    Map<String, Object> send = Map.of("from", RICH, "to", POOR, "value", "0x7");

    JsonNode block =
        simulate(
                Map.of(
                    "blockStateCalls",
                    List.of(Map.of("calls", List.of(send))),
                    "traceTransfers",
                    true))
            .get(0);

    JsonNode log = block.get("calls").get(0).get("logs").get(0);
    assertThat(log.get("address").asText()).isEqualTo("0x" + "ee".repeat(20));
    assertThat(log.get("data").asText()).isEqualTo(word(7));
    assertThat(log.get("blockHash")).isEqualTo(block.get("hash"));
    assertThat(log.get("transactionHash")).isEqualTo(block.get("transactions").get(0));
    assertThat(block.get("calls").get(0).get("gasUsed").asText()).isEqualTo("0x5208");
  }

  @Test
  void aFailingCallIsAResultAndAnImpossibleOneAnError() {
    Map<String, Object> code =
        Map.of(CONTRACT, Map.of("code", "0x602a5f5260205ffd"), POOR, Map.of("code", "0xfe"));
    List<Map<String, Object>> calls = List.of(Map.of("to", CONTRACT), Map.of("to", POOR));

    JsonNode results =
        simulate(Map.of("blockStateCalls", List.of(Map.of("stateOverrides", code, "calls", calls))))
            .get(0)
            .get("calls");

    assertThat(results.get(0).get("status").asText()).isEqualTo("0x0");
    assertThat(results.get(0).get("error").get("code").asInt()).isEqualTo(3);
    assertThat(results.get(0).get("error").get("data").asText()).isEqualTo(word(42));
    assertThat(results.get(1).get("error").get("code").asInt()).isEqualTo(-32015);
    assertThat(code(Map.of("from", POOR, "to", CONTRACT, "value", "0x1"), false)).isEqualTo(-38014);
    assertThat(code(Map.of("to", CONTRACT, "gas", "0x1"), false)).isEqualTo(-38013);
    assertThat(code(Map.of("to", CONTRACT, "gas", "0xffffffff"), false)).isEqualTo(-38015);
    assertThat(code(Map.of("to", CONTRACT, "gas", "0xffffffffffffffff"), false)).isEqualTo(-38015);
    assertThat(code(Map.of("from", RICH, "to", POOR, "nonce", "0x5"), true)).isEqualTo(-38011);
    assertThat(code(Map.of("from", RICH, "to", POOR, "nonce", "0x8000000000000000"), true))
        .isEqualTo(-38011);
    assertThat(code(Map.of("from", RICH, "to", POOR, "nonce", "0x5"), false)).isZero();
  }

  @Test
  void validationAsksForTheBaseFee() {
    Map<String, Object> send = Map.of("from", RICH, "to", POOR);
    Map<String, Object> blocks =
        Map.of("blockOverrides", Map.of("baseFeePerGas", "0x9"), "calls", List.of(send));

    assertThat(
            client
                .answer(
                    "eth_simulateV1",
                    Map.of("blockStateCalls", List.of(blocks), "validation", true))
                .at("/error/code")
                .asInt())
        .isEqualTo(-38012);
    JsonNode free = simulate(Map.of("blockStateCalls", List.of(blocks)));
    assertThat(free.get(0).get("baseFeePerGas").asText()).isEqualTo("0x9");
    assertThat(free.get(0).get("calls").get(0).get("status").asText()).isEqualTo("0x1");
  }

  @Test
  void fullTransactionsNameTheirSender() {
    Map<String, Object> send = Map.of("from", RICH, "to", POOR, "value", "0x1");

    JsonNode block =
        simulate(
                Map.of(
                    "blockStateCalls",
                    List.of(Map.of("calls", List.of(send))),
                    "returnFullTransactions",
                    true))
            .get(0);

    JsonNode transaction = block.get("transactions").get(0);
    assertThat(transaction.get("from").asText()).isEqualTo(RICH);
    assertThat(transaction.get("value").asText()).isEqualTo("0x1");
    assertThat(transaction.get("blockHash")).isEqualTo(block.get("hash"));
  }

  @Test
  void blocksMustAscendAndNotBeTooMany() {
    assertThat(blockCode(Map.of("number", "0x1"))).isEqualTo(-38020);
    assertThat(blockCode(Map.of("time", "0x1"))).isEqualTo(-38021);
    assertThat(blockCode(Map.of("number", "0xffff"))).isEqualTo(-38026);
    List<Map<String, Object>> calls = Collections.nCopies(1025, Map.of("to", POOR));
    assertThat(
            client
                .answer(
                    "eth_simulateV1", Map.of("blockStateCalls", List.of(Map.of("calls", calls))))
                .at("/error/code")
                .asInt())
        .isEqualTo(-38026);
  }

  private int blockCode(Map<String, Object> overrides) {
    return client
        .answer(
            "eth_simulateV1",
            Map.of("blockStateCalls", List.of(Map.of("blockOverrides", overrides))))
        .at("/error/code")
        .asInt();
  }

  private int code(Map<String, Object> call, boolean validation) {
    return client
        .answer(
            "eth_simulateV1",
            Map.of(
                "blockStateCalls",
                List.of(Map.of("calls", List.of(call))),
                "validation",
                validation))
        .at("/error/code")
        .asInt();
  }

  private JsonNode simulate(Map<String, Object> request) {
    return client.result("eth_simulateV1", request, "latest");
  }

  private static String word(int value) {
    return "0x%064x".formatted(value);
  }
}
