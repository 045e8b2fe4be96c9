package io.lyceum.api.account;

import static io.lyceum.pool.TestChain.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;

/** What a node signs, checked by web3j. */
class AccountMethodsTest {

  private static final String UNLOCKED = TestNode.UNLOCKED.address().toString();
  private static final Address RECEIVER = key(7).address();
  private static final String TYPED_DATA =
      """
      {"types":{"EIP712Domain":[{"name":"name","type":"string"}],
      "Mail":[{"name":"contents","type":"string"}]},
      "primaryType":"Mail","domain":{"name":"Test"},"message":{"contents":"Hello"}}
      """;

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
  void namesTheAccountsThatAreUnlocked() {
    JsonNode accounts = client.result("eth_accounts");
    assertThat(accounts).hasSize(1);
    assertThat(accounts.get(0).asText()).isEqualTo(UNLOCKED);
  }

  @Test
  void sendsTransactionsOneAfterTheOtherAndFillsInWhatIsMissing() {
    Map<String, String> transfer =
        Map.of("from", UNLOCKED, "to", RECEIVER.toString(), "value", "0x1");
    String first = client.result("eth_sendTransaction", transfer).asText();
    String second = client.result("eth_sendTransaction", transfer).asText();
    chain.grow();
    for (String hash : new String[] {first, second}) {
      assertThat(client.result("eth_getTransactionReceipt", hash).get("status").asText())
          .isEqualTo("0x1");
    }
    JsonNode transaction = client.result("eth_getTransactionByHash", second);
    assertThat(transaction.get("nonce").asText()).isEqualTo("0x1");
    assertThat(transaction.get("gas").asText()).isEqualTo("0x5208");
    assertThat(transaction.get("type").asText()).isEqualTo("0x2");
  }

  @ParameterizedTest
  @CsvSource({"gasPrice, 0x0", "maxFeePerGas, 0x2"})
  void signsATransactionOfTheKindThatItsFeesAskFor(String fee, String type) {
    JsonNode signed =
        client.result(
            "eth_signTransaction",
            Map.of("from", UNLOCKED, "to", RECEIVER.toString(), "gas", "0x5208", fee, "0x7"));
    Transaction decoded = Transaction.decode(Bytes.fromHexString(signed.get("raw").asText()));
    assertThat(decoded.sender()).contains(TestNode.UNLOCKED.address());
    assertThat(signed.at("/tx/hash").asText()).isEqualTo(decoded.hash().toHexString());
    assertThat(signed.at("/tx/type").asText()).isEqualTo(type);
    assertThat(client.result("eth_getTransactionByHash", decoded.hash().toHexString()).isNull())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x7fffffffffffffff", "0xffffffffffffffff"})
  void signsNoOtherGasThanItIsAskedFor(String gas) {
    Map<String, String> transfer = Map.of("from", UNLOCKED, "to", UNLOCKED, "gas", gas);
    JsonNode error = client.answer("eth_signTransaction", transfer).get("error");
    assertThat(error.get("code").asInt()).isEqualTo(-32602);
    assertThat(error.get("message").asText()).contains("gas");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eth_sendTransaction", "eth_signTransaction"})
  void signsNothingForAnotherChain(String method) {
    Map<String, String> transfer = Map.of("from", UNLOCKED, "to", UNLOCKED, "chainId", "0x1");
    JsonNode error = client.answer(method, transfer).get("error");
    assertThat(error.get("code").asInt()).isEqualTo(-32602);
    assertThat(error.get("message").asText()).contains("chainId");
    client.result(method, Map.of("from", UNLOCKED, "to", UNLOCKED, "chainId", "0x539"));
  }

  @Test
  void signsMessagesAsWalletsDo() throws Exception {
    byte[] message = "Hello".getBytes(StandardCharsets.UTF_8);
    String data = Numeric.toHexString(message);
    String signature = client.result("eth_sign", UNLOCKED, data).asText();
    assertThat(client.result("personal_sign", data, UNLOCKED).asText()).isEqualTo(signature);
    var key = Sign.signedPrefixedMessageToKey(message, Sign.signatureDataFromHex(signature));
    assertThat("0x" + Keys.getAddress(key)).isEqualTo(UNLOCKED);
  }

  @Test
  void signsStructuredData() throws Exception {
    String signature = client.result("eth_signTypedData_v4", UNLOCKED, TYPED_DATA).asText();
    assertThat(
            client
                .result("eth_signTypedData_v4", UNLOCKED, JsonRpcClient.json(TYPED_DATA))
                .asText())
        .isEqualTo(signature);
    byte[] digest = new StructuredDataEncoder(TYPED_DATA).hashStructuredData();
    var key = Sign.signedMessageHashToKey(digest, Sign.signatureDataFromHex(signature));
    assertThat("0x" + Keys.getAddress(key)).isEqualTo(UNLOCKED);
  }

  @Test
  void signsNothingForOthers() {
    String other = key(1).address().toString();
    for (JsonNode refused :
        new JsonNode[] {
          client.answer("eth_sendTransaction", Map.of("from", other, "to", UNLOCKED)),
          client.answer("eth_signTransaction", Map.of("from", other, "to", UNLOCKED)),
          client.answer("eth_sign", other, "0x00"),
          client.answer("eth_signTypedData_v4", other, TYPED_DATA)
        }) {
      assertThat(refused.at("/error/message").asText()).isEqualTo("unknown account");
    }
    assertThat(client.answer("eth_sendTransaction", Map.of("to", other)).at("/error/code").asInt())
        .isEqualTo(-32602);
  }

  @Test
  void saysNothingOfTheKeys() {
    assertThat(new UnlockedAccounts(List.of(TestNode.UNLOCKED)).toString())
        .contains(UNLOCKED)
        .doesNotContain(TestNode.UNLOCKED.privateKey().toUnprefixedHexString());
  }
}
