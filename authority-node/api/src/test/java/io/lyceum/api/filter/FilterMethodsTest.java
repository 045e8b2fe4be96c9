package io.lyceum.api.filter;

import static io.lyceum.pool.TestChain.key;
import static io.lyceum.pool.TestChain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.ApiLimits;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.api.debug.TraceLimits;
import io.lyceum.api.eth.LogLimits;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.simulation.SimulationLimits;
import io.lyceum.api.websocket.WebSocketLimits;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters over HTTP, on a chain that grows when the test says so. */
class FilterMethodsTest {

  private static final Duration EXPIRY = Duration.ofMinutes(5);

  /** Emits a word under the topic 7. */
  private static final Bytes EMITTING = Bytes.fromHexString("0x602a600052600760206000a100");

  @TempDir private Path directory;
  private TestChain chain;
  private TestNode node;
  private JsonRpcClient client;

  @BeforeEach
  void start() {
    chain = new TestChain(directory, PoolLimits.DEFAULT);
    node = serve(new LogLimits(3, 100, 1 << 20));
    client = new JsonRpcClient(node.url());
  }

  private TestNode serve(LogLimits logs) {
    ApiLimits limits =
        new ApiLimits(
            RpcLimits.DEFAULT,
            logs,
            new FilterLimits(6, 4, 2, EXPIRY),
            WebSocketLimits.DEFAULT,
            10_000_000,
            Duration.ofSeconds(5),
            TraceLimits.DEFAULT,
            SimulationLimits.DEFAULT);
    return new TestNode(chain, limits);
  }

  @AfterEach
  void stop() {
    node.close();
    chain.close();
  }

  @Test
  void tellNewBlocksOnceAndNoMoreAtATimeThanAllowed() {
    chain.grow();
    JsonNode id = client.result("eth_newBlockFilter");
    assertThat(changes(id)).isEmpty();
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Block block = chain.grow();
      hashes.add(block.hash().toHexString());
    }
    assertThat(changes(id)).isEqualTo(hashes.subList(0, 3));
    assertThat(changes(id)).isEqualTo(hashes.subList(3, 5));
    assertThat(changes(id)).isEmpty();
  }

  @Test
  void tellTheLogsOfNewBlocksAndAllOfThemWhenAsked() {
    emit(0);
    String topic = "0x" + "0".repeat(62) + "07";
    JsonNode all =
        client.result("eth_newFilter", Map.of("fromBlock", "0x0", "topics", List.of(topic)));
    JsonNode others =
        client.result("eth_newFilter", Map.of("topics", List.of("0x" + "1".repeat(64))));
    assertThat(changes(all)).isEmpty();
    emit(1);
    assertThat(client.result("eth_getFilterChanges", all)).hasSize(1);
    assertThat(changes(all)).isEmpty();
    assertThat(changes(others)).isEmpty();
    assertThat(client.result("eth_getFilterLogs", all)).hasSize(2);
  }

  @Test
  void tellLogsThatAreTooManyForOneAnswerInSeveral() {
    try (TestNode small = serve(new LogLimits(8, 1, 1 << 20))) {
      JsonRpcClient asking = new JsonRpcClient(small.url());
      JsonNode id = asking.result("eth_newFilter", Map.of());
      emit(0);
      emit(1);
      chain.pool().add(emission(2));
      emit(3);
      emit(4);
      List<String> blocks = new ArrayList<>();
      int refused = 0;
      for (int i = 0; i < 8; i++) {
        JsonNode answer = asking.answer("eth_getFilterChanges", id);
        answer.path("result").forEach(log -> blocks.add(log.get("blockNumber").asText()));
        refused += answer.at("/error/code").asInt() == -32005 ? 1 : 0;
      }
      // The block that holds too many by itself is refused once, and then passed over.
      assertThat(blocks).containsExactly("0x1", "0x2", "0x4");
      assertThat(refused).isOne();
    }
  }

  @Test
  void keepTheLatestPendingTransactionsUntilTheyAreAskedFor() {
    JsonNode id = client.result("eth_newPendingTransactionFilter");
    List<String> hashes = new ArrayList<>();
    for (int nonce = 0; nonce < 3; nonce++) {
      Transaction transaction = transfer(1, nonce, 7);
      chain.pool().add(transaction);
      hashes.add(transaction.hash().toHexString());
    }
    assertThat(changes(id)).isEqualTo(hashes.subList(1, 3));
    assertThat(changes(id)).isEmpty();
  }

  @Test
  void endWhenUninstalledOrNotUsedForTooLong() {
    JsonNode used = client.result("eth_newBlockFilter");
    JsonNode unused = client.result("eth_newBlockFilter");
    JsonNode removed = client.result("eth_newBlockFilter");
    assertThat(client.result("eth_uninstallFilter", removed).asBoolean()).isTrue();
    assertThat(client.result("eth_uninstallFilter", removed).asBoolean()).isFalse();
    assertThat(error(removed)).isEqualTo("Filter not found");

    chain.clock().advance(EXPIRY);
    assertThat(changes(used)).isEmpty();
    chain.clock().advance(Duration.ofSeconds(1));
    assertThat(changes(used)).isEmpty();
    assertThat(error(unused)).isEqualTo("Filter not found");
  }

  @Test
  void takeThePlaceOfTheCallersOwnLongestIdleIfThereAreTooMany() {
    JsonNode used = client.result("eth_newBlockFilter");
    JsonNode idle = client.result("eth_newBlockFilter");
    client.result("eth_newBlockFilter");
    client.result("eth_newBlockFilter");
    assertThat(changes(used)).isEmpty();
    client.result("eth_newBlockFilter");
    assertThat(error(idle)).isEqualTo("Filter not found");
    assertThat(changes(used)).isEmpty();
  }

  @Test
  void areRefusedWhereTheyMakeNoSense() {
    JsonNode blocks = client.result("eth_newBlockFilter");
    assertThat(client.answer("eth_getFilterLogs", blocks).at("/error/message").asText())
        .isEqualTo("Filter not found");
    assertThat(
            client
                .answer("eth_newFilter", Map.of("blockHash", "0x" + "1".repeat(64)))
                .at("/error/code")
                .asInt())
        .isEqualTo(-32602);
    assertThat(client.answer("eth_getFilterChanges", "0x1").at("/error/code").asInt())
        .isEqualTo(-32000);
  }

  private void emit(long nonce) {
    chain.pool().add(emission(nonce));
    chain.grow();
  }

  private static Transaction emission(long nonce) {
    TransactionBody body =
        new TransactionBody.Legacy(
            Optional.of(TestChain.CHAIN_ID),
            nonce,
            UInt256.valueOf(7),
            100_000,
            Optional.empty(),
            UInt256.ZERO,
            EMITTING);
    return Transaction.sign(body, key(2));
  }

  private List<String> changes(JsonNode id) {
    List<String> changes = new ArrayList<>();
    client.result("eth_getFilterChanges", id).forEach(change -> changes.add(change.asText()));
    return changes;
  }

  private String error(JsonNode id) {
    return client.answer("eth_getFilterChanges", id).at("/error/message").asText();
  }
}
