package io.lyceum.api.txpool;

import static io.lyceum.pool.TestChain.key;
import static io.lyceum.pool.TestChain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.PooledTransaction.Origin;
import io.lyceum.pool.TestChain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.methods.response.TxPoolStatus;
import org.web3j.protocol.http.HttpService;

class TxPoolMethodsTest {

  private static final String ALICE = Keys.toChecksumAddress(key(1).address().toString());
  private static final String BOB = Keys.toChecksumAddress(key(2).address().toString());

  @TempDir private Path directory;
  private TestChain chain;
  private TestNode node;
  private JsonRpcClient client;

  @BeforeEach
  void start() {
    chain = new TestChain(directory, PoolLimits.DEFAULT);
    node = new TestNode(chain);
    client = new JsonRpcClient(node.url());
    chain.pool().add(transfer(1, 0, 7));
    chain.pool().addAll(List.of(transfer(1, 1, 7), transfer(1, 3, 8)), Origin.PEER);
    chain.pool().add(creation());
  }

  @AfterEach
  void stop() {
    node.close();
    chain.close();
  }

  private static Transaction creation() {
    return Transaction.sign(
        new TransactionBody.Legacy(
            Optional.of(TestChain.CHAIN_ID),
            0,
            UInt256.ONE,
            100_000,
            Optional.empty(),
            UInt256.valueOf(5),
            Bytes.of(0)),
        key(2));
  }

  @Test
  @SuppressWarnings("deprecation") // web3j has no other client for the content of a pool.
  void web3jReadsStatusAndContent() throws Exception {
    var web3j = org.web3j.protocol.admin.Admin.build(new HttpService(node.url()));
    TxPoolStatus status = web3j.txPoolStatus().send();
    assertThat(status.getPending()).isEqualTo(3);
    assertThat(status.getQueued()).isOne();
    var content = web3j.txPoolContent().send().getResult();
    assertThat(content.getPendingTransactions())
        .extracting(org.web3j.protocol.core.methods.response.Transaction::getHash)
        .containsExactlyInAnyOrder(
            transfer(1, 0, 7).hash().toHexString(),
            transfer(1, 1, 7).hash().toHexString(),
            creation().hash().toHexString());
    assertThat(content.getQueuedTransactions())
        .extracting(org.web3j.protocol.core.methods.response.Transaction::getGasPrice)
        .map(Object::toString)
        .containsExactly("8");
    web3j.shutdown();
  }

  @Test
  void contentHasGethsForm() {
    JsonNode content = client.result("txpool_content");
    JsonNode first = content.at("/pending/" + ALICE + "/0");
    assertThat(first.path("hash").textValue()).isEqualTo(transfer(1, 0, 7).hash().toHexString());
    assertThat(first.path("blockHash").isNull()).isTrue();
    assertThat(first.path("from").textValue()).isEqualTo(key(1).address().toString());
    assertThat(content.at("/queued/" + ALICE).fieldNames()).toIterable().containsExactly("3");
    assertThat(content.at("/queued").size()).isOne();

    JsonNode one = client.result("txpool_contentFrom", key(1).address().toString());
    assertThat(one.at("/pending/1")).isEqualTo(content.at("/pending/" + ALICE + "/1"));
    assertThat(one.at("/queued")).isEqualTo(content.at("/queued/" + ALICE));
    assertThat(client.result("txpool_contentFrom", key(5).address().toString()))
        .isEqualTo(JsonRpcClient.json("{\"pending\":{},\"queued\":{}}"));
  }

  @Test
  void inspectSaysItInOneLineEach() {
    String receiver = Keys.toChecksumAddress(key(99).address().toString());
    JsonNode inspected = client.result("txpool_inspect");
    assertThat(inspected.at("/pending/" + ALICE + "/0").textValue())
        .isEqualTo(receiver + ": 1 wei + 21000 gas × 7 wei");
    assertThat(inspected.at("/pending/" + BOB + "/0").textValue())
        .isEqualTo("contract creation: 5 wei + 100000 gas × 1 wei");
  }

  @Test
  void besusMethodsHaveBesusForms() {
    assertThat(client.result("txpool_besuStatistics"))
        .isEqualTo(JsonRpcClient.json("{\"maxSize\":50000,\"localCount\":2,\"remoteCount\":2}"));
    JsonNode all = client.result("txpool_besuTransactions");
    assertThat(all).hasSize(4);
    assertThat(all)
        .filteredOn(known -> known.path("isReceivedFromLocalSource").booleanValue())
        .hasSize(2)
        .allSatisfy(
            known ->
                assertThat(known.path("addedToPoolAt").textValue())
                    .isEqualTo("1970-01-01T00:00:00Z"));
  }

  @Test
  void besusPendingTransactionsAreFilteredAndLimited() {
    assertThat(client.result("txpool_besuPendingTransactions")).hasSize(4);
    assertThat(client.result("txpool_besuPendingTransactions", 2)).hasSize(2);
    assertThat(pending("from", "eq", key(1).address().toString())).isEqualTo(3);
    assertThat(pending("to", "eq", key(99).address().toString())).isEqualTo(3);
    assertThat(pending("to", "action", "contract_creation")).isOne();
    assertThat(pending("gasPrice", "gt", "0x1")).isEqualTo(3);
    assertThat(pending("nonce", "lt", "0x1")).isEqualTo(2);
    assertThat(pending("value", "eq", "0x5")).isOne();
    assertThat(
            client
                .answer("txpool_besuPendingTransactions", 5, Map.of("colour", Map.of("eq", "0x1")))
                .at("/error/code")
                .intValue())
        .isEqualTo(-32602);
  }

  private int pending(String field, String operator, String operand) {
    return client
        .result("txpool_besuPendingTransactions", 100, Map.of(field, Map.of(operator, operand)))
        .size();
  }

  @Test
  void answersAreBoundedHoweverMuchThePoolHolds() {
    for (int sender = 1; sender <= 8; sender++) {
      int from = sender;
      chain
          .pool()
          .addAll(
              IntStream.range(10, 610).mapToObj(nonce -> transfer(from, nonce, 9)).toList(),
              Origin.PEER);
    }
    assertThat(chain.pool().all()).hasSizeGreaterThan(TxPoolMethods.MOST_TRANSACTIONS);
    assertThat(client.result("txpool_besuTransactions")).hasSize(TxPoolMethods.MOST_TRANSACTIONS);
    JsonNode content = client.result("txpool_content");
    int shown = 0;
    for (JsonNode bySender : List.of(content.path("pending"), content.path("queued"))) {
      for (JsonNode byNonce : bySender) {
        shown += byNonce.size();
      }
    }
    assertThat(shown).isEqualTo(TxPoolMethods.MOST_TRANSACTIONS);
  }
}
