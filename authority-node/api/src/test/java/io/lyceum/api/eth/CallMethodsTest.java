package io.lyceum.api.eth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.Contracts;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.ledger.types.Address;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallMethodsTest {

  private static final String SOME = "0x00000000000000000000000000000000000c0de0";
  private static final String RICH = Contracts.sender().toString();

  @TempDir private Path directory;
  private TestChain chain;
  private TestNode node;
  private JsonRpcClient client;

  @BeforeEach
  void start() {
    chain = new TestChain(directory, PoolLimits.DEFAULT);
    node = new TestNode(chain);
    client = new JsonRpcClient(node.url());
  }

  @AfterEach
  void stop() {
    node.close();
    chain.close();
  }

  @Test
  void callsFindWhatIsOverridden() {
    // Returns the balance of the caller, slot 1 and the time.
    Map<String, Object> account =
        Map.of(
            "code",
            "0x33315f526001546020524260405260605ff3",
            "stateDiff",
            Map.of(word(1), word(8)));

    JsonNode output =
        client.result(
            "eth_call",
            Map.of("from", RICH, "to", SOME),
            "latest",
            Map.of(SOME, account, RICH, Map.of("balance", "0x7")),
            Map.of("time", "0x9"));

    assertThat(output.asText()).isEqualTo(word(7) + word(8).substring(2) + word(9).substring(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x7fffffffffffffff", "0x8000000000000000", "0xffffffffffffffff"})
  void gasAboveTheCapIsTheCap(String gas) {
    // Returns the gas that is left.
    Map<String, Object> code = Map.of(SOME, Map.of("code", "0x5a5f5260205ff3"));
    JsonNode most = client.result("eth_call", Map.of("to", SOME), "latest", code);
    assertThat(client.result("eth_call", Map.of("to", SOME, "gas", gas), "latest", code))
        .isEqualTo(most);
    Map<String, String> transfer = Map.of("from", RICH, "to", SOME, "value", "0x1", "gas", gas);
    assertThat(client.result("eth_estimateGas", transfer).asText()).isEqualTo("0x5208");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gas", "nonce"})
  void aQuantityOfMoreThan64BitsIsMalformedWhereThereAre64(String name) {
    Map<String, String> call = Map.of("to", SOME, name, "0x10000000000000000");
    assertThat(client.answer("eth_call", call).at("/error/code").asInt()).isEqualTo(-32602);
  }

  @ParameterizedTest
  @CsvSource({"value, gasPrice, 0xffffffff", "gasPrice, value, 0x1"})
  void whatNoBalanceCouldHoldIsNotLent(String greatest, String other, String little) {
    String all = "0x" + "f".repeat(64);
    Map<String, String> call = Map.of("from", RICH, "to", SOME, greatest, all, other, little);
    assertThat(client.answer("eth_call", call).at("/error/message").asText())
        .contains("insufficient funds");
    assertThat(client.answer("eth_estimateGas", call).at("/error/message").asText())
        .contains("insufficient funds");
  }

  @Test
  void stateReplacesTheStorageAndStateDiffAddsToIt() {
    // Writes 5 to slot 0 if it is called with value, and returns slots 0 and 1.
    Contracts contracts = new Contracts(chain);
    Address contract = contracts.deploy("0x341560095760055f555b5f545f5260015460205260405ff3");
    contracts.call(contract, 1);
    Map<String, Object> slots = Map.of(word(1), word(8));

    assertThat(storage(contract, "stateDiff", slots)).isEqualTo(word(5) + word(8).substring(2));
    assertThat(storage(contract, "state", slots)).isEqualTo(word(0) + word(8).substring(2));
    JsonNode both =
        client.answer(
            "eth_call",
            Map.of("to", contract.toString()),
            "latest",
            Map.of(contract.toString(), Map.of("state", slots, "stateDiff", slots)));
    assertThat(both.at("/error/code").asInt()).isEqualTo(-32602);
  }

  private String storage(Address contract, String kind, Map<String, Object> slots) {
    return client
        .result(
            "eth_call",
            Map.of("to", contract.toString()),
            "latest",
            Map.of(contract.toString(), Map.of(kind, slots)))
        .asText();
  }

  @Test
  void precompiledContractsCanBeMovedAndReplaced() {
    String identity = "0x0000000000000000000000000000000000000004";
    // Returns the word 9.
    Map<String, Object> moved =
        Map.of(identity, Map.of("movePrecompileToAddress", SOME, "code", "0x60095f5260205ff3"));
    Map<String, Object> toIdentity = Map.of("to", identity, "data", "0xabcd");
    Map<String, Object> toSome = Map.of("to", SOME, "data", "0xabcd");

    assertThat(client.result("eth_call", toIdentity, "latest", moved).asText()).isEqualTo(word(9));
    assertThat(client.result("eth_call", toSome, "latest", moved).asText()).isEqualTo("0xabcd");
    assertThat(client.result("eth_call", toIdentity, "latest").asText()).isEqualTo("0xabcd");
    JsonNode error =
        client
            .answer(
                "eth_call", toSome, "latest", Map.of(RICH, Map.of("movePrecompileToAddress", SOME)))
            .get("error");
    assertThat(error.get("code").asInt()).isEqualTo(-32602);
    assertThat(error.get("message").asText()).contains("no precompiled contract");
  }

  @Test
  void aMovedPrecompiledContractHidesTheOneThatWasThere() {
    String sha256 = "0x0000000000000000000000000000000000000002";
    String identity = "0x0000000000000000000000000000000000000004";
    Map<String, Object> moved = Map.of(identity, Map.of("movePrecompileToAddress", sha256));
    Map<String, Object> call = Map.of("to", sha256, "data", "0xabcd");
    assertThat(client.result("eth_call", call, "latest", moved).asText()).isEqualTo("0xabcd");
    assertThat(client.result("eth_call", call, "latest").asText()).hasSize(66);
  }

  @Test
  void anOverriddenAccountIsNoPrecompiledContract() {
    String identity = "0x0000000000000000000000000000000000000004";
    Map<String, Object> call = Map.of("to", identity, "data", "0xabcd");
    // Returns the word 9.
    Map<String, Object> code = Map.of(identity, Map.of("code", "0x60095f5260205ff3"));
    assertThat(client.result("eth_call", call, "latest", code).asText()).isEqualTo(word(9));
    Map<String, Object> balance = Map.of(identity, Map.of("balance", "0x1"));
    assertThat(client.result("eth_call", call, "latest", balance).asText()).isEqualTo("0x");
    JsonNode error =
        client
            .answer(
                "eth_call",
                call,
                "latest",
                Map.of(
                    identity,
                    Map.of("movePrecompileToAddress", SOME),
                    SOME,
                    Map.of("balance", "0x1")))
            .get("error");
    assertThat(error.get("code").asInt()).isEqualTo(-32602);
    assertThat(error.get("message").asText()).contains("is overridden itself");
  }

  @Test
  void revertsCarryCodeReasonAndData() {
    Map<String, Object> code =
        Map.of(
            SOME,
            Map.of(
                "code",
                "0x6308c379a060e01b5f526020600452600260245261" + "6e6f" + "60f01b60445260645ffd"));
    for (String method : List.of("eth_call", "eth_estimateGas")) {
      JsonNode error = client.answer(method, Map.of("to", SOME), "latest", code).get("error");

      assertThat(error.get("code").asInt()).as(method).isEqualTo(3);
      assertThat(error.get("message").asText()).isEqualTo("execution reverted: no");
      assertThat(error.get("data").asText()).startsWith("0x08c379a0").hasSize(2 + 2 * 100);
    }
  }

  @Test
  void estimatesOfTransfersAreTheirGas() {
    Map<String, Object> transfer = Map.of("from", RICH, "to", SOME, "value", "0x1");

    assertThat(client.result("eth_estimateGas", transfer).asText()).isEqualTo("0x5208");
    assertThat(client.result("eth_estimateGas", transfer, "pending").asText()).isEqualTo("0x5208");
  }

  @Test
  void anEstimateNeedsNoMoreThanTheSenderHas() {
    // A whole block's gas at this price is more than the sender's ether; 21,000 are not.
    Map<String, Object> affordable = Map.of("from", RICH, "to", SOME, "gasPrice", "0xe8d4a51000");
    Map<String, Object> tooDear = Map.of("from", RICH, "to", SOME, "gasPrice", "0x5af3107a4000");
    Map<String, Object> tooMuch = Map.of("from", SOME, "to", RICH, "value", "0x1");

    assertThat(client.result("eth_estimateGas", affordable).asText()).isEqualTo("0x5208");
    for (Map<String, Object> impossible : List.of(tooDear, tooMuch)) {
      JsonNode error = client.answer("eth_estimateGas", impossible).get("error");
      assertThat(error.get("message").asText()).startsWith("insufficient funds");
    }
  }

  @Test
  void blocksAreNamedInEveryFormOfEip1898() {
    chain.grow();
    String genesis = chain.chain().hash(0).orElseThrow().toHexString();
    for (Object block :
        List.of(
            "0x0",
            "earliest",
            genesis,
            Map.of("blockNumber", "0x0"),
            Map.of("blockHash", genesis),
            Map.of("blockHash", genesis, "requireCanonical", true))) {
      assertThat(client.result("eth_getBalance", RICH, block).asText())
          .isEqualTo(TestChain.ENDOWMENT.toQuantityHexString());
      assertThat(client.result("eth_call", Map.of("to", SOME), block).asText()).isEqualTo("0x");
    }
    for (String tag : List.of("latest", "safe", "finalized", "pending")) {
      assertThat(client.result("eth_getBlockByNumber", tag, false).get("number").asText())
          .isEqualTo("0x1");
    }
    assertThat(client.answer("eth_getBalance", RICH, word(1)).at("/error/message").asText())
        .isEqualTo("Block not found");
  }

  @Test
  void theAccessListOfACallIsWhatItTouches() {
    Address contract = new Contracts(chain).deploy("0x60055450" + "00");

    JsonNode listed =
        client.result("eth_createAccessList", Map.of("from", RICH, "to", contract.toString()));

    assertThat(listed.get("accessList")).hasSize(1);
    assertThat(listed.get("accessList").get(0).get("address").asText())
        .isEqualTo(contract.toString());
    assertThat(listed.get("accessList").get(0).get("storageKeys").get(0).asText())
        .isEqualTo(word(5));
    // 21,000, an address and a slot announced, PUSH1, a warm SLOAD, POP.
    assertThat(Long.decode(listed.get("gasUsed").asText()))
        .isEqualTo(21_000 + 2_400 + 1_900 + 3 + 100 + 2);
    assertThat(listed.has("error")).isFalse();
  }

  @Test
  void smallMethodsAnswerAsBesuDoes() {
    assertThat(client.result("web3_sha3", "0x68656c6c6f20776f726c64").asText())
        .isEqualTo("0x47173285a8d7341e5e972fc677286384f802f8ef42a5ec5f03bbfa254cb01fad");
    assertThat(client.result("net_listening").asBoolean()).isTrue();
    assertThat(client.result("net_services").at("/jsonrpc/host").asText()).isEqualTo("127.0.0.1");
    assertThat(node.url())
        .contains(":" + client.result("net_services").at("/jsonrpc/port").asText() + "/");
    assertThat(client.result("eth_hashrate").asText()).isEqualTo("0x0");
    assertThat(client.result("eth_mining").asBoolean()).isTrue();
    assertThat(client.result("eth_blobBaseFee").asText()).isEqualTo("0x1");
    assertThat(client.result("eth_getUncleCountByBlockNumber", "latest").asText()).isEqualTo("0x0");
    assertThat(client.result("eth_getUncleByBlockNumberAndIndex", "latest", "0x0").isNull())
        .isTrue();
    assertThat(client.result("eth_getBlockTransactionCountByHash", word(1)).isNull()).isTrue();
    assertThat(client.result("eth_getBlockReceipts", "0x99").isNull()).isTrue();
  }

  private static String word(int value) {
    return "0x%064x".formatted(value);
  }
}
