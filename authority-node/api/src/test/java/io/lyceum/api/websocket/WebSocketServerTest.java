package io.lyceum.api.websocket;

import static io.lyceum.pool.TestChain.key;
import static io.lyceum.pool.TestChain.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.ApiLimits;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.api.debug.TraceLimits;
import io.lyceum.api.eth.LogLimits;
import io.lyceum.api.filter.FilterLimits;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.simulation.SimulationLimits;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON-RPC and subscriptions over real WebSockets. */
class WebSocketServerTest {

  private static final String TOPIC = "0x" + "0".repeat(62) + "07";

  /** Emits a word under the topic 7. */
  private static final Bytes EMITTING = Bytes.fromHexString("0x602a600052600760206000a100");

  private static final ApiLimits LIMITS =
      new ApiLimits(
          new RpcLimits(256 * 1024, 3, 32, 1 << 20, Duration.ofSeconds(10)),
          LogLimits.DEFAULT,
          FilterLimits.DEFAULT,
          new WebSocketLimits(3, 1 << 20),
          10_000_000,
          Duration.ofSeconds(5),
          TraceLimits.DEFAULT,
          SimulationLimits.DEFAULT);

  @TempDir private Path directory;
  private TestChain chain;
  private TestNode node;
  private WebSocketClient client;

  @BeforeEach
  void start() {
    chain = new TestChain(directory, PoolLimits.DEFAULT);
    node = new TestNode(chain, LIMITS);
    client = new WebSocketClient(node.webSocketUrl());
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
    chain.close();
  }

  @Test
  void answersCallsAndBatchesInOneOrMoreFrames() throws Exception {
    assertThat(client.call("eth_chainId", "[]").get("result").asText()).isEqualTo("0x539");
    assertThat(
            client.sendInParts("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"eth_blockNumber\"}"))
        .isEqualTo(JsonRpcClient.json("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":\"0x0\"}"));
    JsonNode answers =
        client.send(
            "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"made_up\"}]");
    assertThat(answers.at("/0/result").asText()).isEqualTo("0x539");
    assertThat(answers.at("/1/error/code").asInt()).isEqualTo(-32601);
    assertThat(client.send("[1,2,3,4]").at("/error/code").asInt()).isEqualTo(-32005);
    assertThat(client.send("{").at("/error/code").asInt()).isEqualTo(-32700);
  }

  @Test
  void tellsOfEveryNewBlockInOrder() throws Exception {
    String id = client.subscribe("[\"newHeads\"]");
    Block first = chain.grow();
    Block second = chain.grow();
    for (Block block : new Block[] {first, second}) {
      JsonNode heard = client.notification();
      assertThat(heard.get("subscription").asText()).isEqualTo(id);
      assertThat(heard.at("/result/hash").asText()).isEqualTo(block.hash().toHexString());
    }
  }

  @Test
  void tellsOfTheLogsThatMatch() throws Exception {
    String matching = client.subscribe("[\"logs\", {\"topics\": [\"%s\"]}]".formatted(TOPIC));
    client.subscribe("[\"logs\", {\"address\": \"0x%s\"}]".formatted("11".repeat(20)));
    chain.pool().add(emission(0));
    chain.grow();
    chain.pool().add(emission(1));
    chain.grow();
    for (int number = 1; number <= 2; number++) {
      JsonNode heard = client.notification();
      assertThat(heard.get("subscription").asText()).isEqualTo(matching);
      assertThat(heard.at("/result/topics/0").asText()).isEqualTo(TOPIC);
      assertThat(heard.at("/result/data").asText()).endsWith("2a");
      assertThat(heard.at("/result/blockNumber").asText()).isEqualTo("0x" + number);
    }
    assertThat(client.heardNothingElse()).isTrue();
  }

  @Test
  void tellsOfPendingTransactionsByHashOrWhole() throws Exception {
    String hashes = client.subscribe("[\"newPendingTransactions\"]");
    String whole = client.subscribe("[\"newPendingTransactions\", true]");
    Transaction transaction = transfer(1, 0, 7);
    chain.pool().add(transaction);
    JsonNode first = client.notification();
    JsonNode second = client.notification();
    assertThat(first.get("subscription").asText()).isEqualTo(hashes);
    assertThat(first.get("result").asText()).isEqualTo(transaction.hash().toHexString());
    assertThat(second.get("subscription").asText()).isEqualTo(whole);
    assertThat(second.at("/result/hash").asText()).isEqualTo(transaction.hash().toHexString());
    assertThat(second.at("/result/blockHash").isNull()).isTrue();
  }

  @Test
  void tellsThatSynchronizationBeganOrEnded() throws Exception {
    client.subscribe("[\"syncing\"]");
    node.syncChanged();
    assertThat(client.notification().get("result").booleanValue()).isFalse();
  }

  @Test
  void tellsNoMoreAfterAnUnsubscription() throws Exception {
    String ended = client.subscribe("[\"newHeads\"]");
    String other = client.subscribe("[\"newPendingTransactions\"]");
    assertThat(client.call("eth_unsubscribe", "[\"" + ended + "\"]").get("result").asBoolean())
        .isTrue();
    assertThat(client.call("eth_unsubscribe", "[\"" + ended + "\"]").at("/error/message").asText())
        .isEqualTo("Subscription not found");
    chain.grow();
    chain.pool().add(transfer(1, 0, 7));
    assertThat(client.notification().get("subscription").asText()).isEqualTo(other);
  }

  @Test
  void aClientCannotEndTheSubscriptionOfAnother() throws Exception {
    String id = client.subscribe("[\"newHeads\"]");
    try (WebSocketClient other = new WebSocketClient(node.webSocketUrl())) {
      assertThat(other.call("eth_unsubscribe", "[\"" + id + "\"]").has("error")).isTrue();
    }
    chain.grow();
    assertThat(client.notification().get("subscription").asText()).isEqualTo(id);
  }

  @Test
  void refusesUnknownTopicsAndTooManySubscriptions() throws Exception {
    assertThat(client.call("eth_subscribe", "[\"weather\"]").at("/error/code").asInt())
        .isEqualTo(-32602);
    assertThat(client.call("eth_subscribe", "[\"logs\", 5]").at("/error/code").asInt())
        .isEqualTo(-32602);
    for (int i = 0; i < 3; i++) {
      client.subscribe("[\"newHeads\"]");
    }
    assertThat(client.call("eth_subscribe", "[\"newHeads\"]").at("/error/code").asInt())
        .isEqualTo(-32005);
  }

  @Test
  void offersSubscriptionsOverWebSocketOnly() {
    JsonNode answer = new JsonRpcClient(node.url()).answer("eth_subscribe", "newHeads");
    assertThat(answer.at("/error/code").asInt()).isEqualTo(-32601);
  }

  @Test
  void saysGoodByeToAClientThatDoes() throws Exception {
    client.subscribe("[\"newHeads\"]");
    client.sayGoodBye();
    assertThat(client.closeCode()).isEqualTo(WebSocket.NORMAL_CLOSURE);
    chain.grow();
  }

  @Test
  void closesAConnectionWhoseMessageIsTooLarge() throws Exception {
    String part = "x".repeat(LIMITS.requests().maxBodyBytes() / 2 + 1);
    client.begin(part);
    client.begin(part);
    assertThat(client.ended()).isTrue();
    try (WebSocketClient other = new WebSocketClient(node.webSocketUrl())) {
      assertThat(other.call("eth_chainId", "[]").has("result")).isTrue();
    }
  }

  @Test
  void refusesWebPagesOfOtherOrigins() {
    var builder =
        HttpClient.newHttpClient().newWebSocketBuilder().header("Origin", "https://example.com");
    assertThatThrownBy(
            () ->
                builder
                    .buildAsync(URI.create(node.webSocketUrl()), new WebSocket.Listener() {})
                    .join())
        .hasRootCauseMessage("Unexpected HTTP response status code 403");
  }

  @Test
  void dropsAClientThatDoesNotReadWhatItIsTold() throws Exception {
    try (RawWebSocket slow = new RawWebSocket(URI.create(node.webSocketUrl()))) {
      slow.sendText(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":"
              + "[\"newPendingTransactions\",true]}");
      slow.readSome();
      client.subscribe("[\"newPendingTransactions\"]");
      // More than its limit and the buffers of both sockets hold.
      Bytes payload = Bytes.wrap(new byte[100_000]);
      for (int sender = 1; sender <= 8; sender++) {
        for (int nonce = 0; nonce < 10; nonce++) {
          chain.pool().add(large(sender, nonce, payload));
        }
      }
      for (int told = 0; told < 80; told++) {
        client.notification();
      }
      await()
          .untilAsserted(
              () -> assertThatThrownBy(() -> slow.sendText("{}")).isInstanceOf(IOException.class));
    }
    client.subscribe("[\"newHeads\"]");
    chain.grow();
    assertThat(client.notification().has("result")).isTrue();
  }

  private static Transaction emission(long nonce) {
    return creation(2, nonce, EMITTING, 100_000);
  }

  private static Transaction large(int sender, long nonce, Bytes payload) {
    return Transaction.sign(
        new TransactionBody.Legacy(
            Optional.of(TestChain.CHAIN_ID),
            nonce,
            UInt256.valueOf(7),
            5_000_000,
            Optional.of(key(1).address()),
            UInt256.ZERO,
            payload),
        key(sender));
  }

  private static Transaction creation(int sender, long nonce, Bytes code, long gas) {
    return Transaction.sign(
        new TransactionBody.Legacy(
            Optional.of(TestChain.CHAIN_ID),
            nonce,
            UInt256.valueOf(7),
            gas,
            Optional.empty(),
            UInt256.ZERO,
            code),
        key(sender));
  }
}
