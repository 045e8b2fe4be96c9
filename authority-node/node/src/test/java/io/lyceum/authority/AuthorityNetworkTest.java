package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.api.lyceum.NodeState;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.http.HttpService;

/** One network lives through all tests: real stores, real gRPC over TLS, real time. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuthorityNetworkTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Address RECEIVER =
      Address.fromHex("0x00000000000000000000000000000000000a11ce");

  @TempDir private static Path directory;
  private static LocalNetwork network;

  @BeforeAll
  static void startFour() throws IOException {
    network = new LocalNetwork(directory.resolve("network"), 4);
    network.startAll();
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  private static void awaitHeads(long number) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(network.running())
                    .allSatisfy(node -> assertThat(headOf(node)).isGreaterThanOrEqualTo(number)));
  }

  private static long headOf(AuthorityNode node) {
    return node.chain().head().number();
  }

  private static void assertOneChain() {
    long common =
        network.running().stream().mapToLong(AuthorityNetworkTest::headOf).min().getAsLong();
    for (long number = 0; number <= common; number++) {
      long height = number;
      assertThat(
              network.running().stream()
                  .map(node -> node.chain().hash(height).orElseThrow())
                  .distinct())
          .as("blocks at height %d", height)
          .hasSize(1);
    }
  }

  @Test
  @Order(1)
  void fourAuthoritiesSealOneChainWithAQuorumOfSeals() {
    awaitHeads(4);
    assertOneChain();
    Blockchain chain = network.node(0).chain();
    List<Address> validators =
        Stream.of(0, 1, 2, 3).map(i -> network.node(i).address()).sorted().toList();
    for (long number = 1; number <= 4; number++) {
      BlockHeader header = chain.header(number).orElseThrow();
      assertThat(CommittedSeals.signers(header)).hasSize(3).doesNotHaveDuplicates();
      assertThat(validators).containsAll(CommittedSeals.signers(header));
    }
    assertThat(network.running()).allSatisfy(n -> assertThat(n.state()).isEqualTo(NodeState.READY));
  }

  @Test
  @Order(2)
  void aTransferSentToOneIsInTheChainOfAll() throws IOException {
    KeyPair sender = network.key(0);
    TransactionBody.DynamicFee transfer =
        new TransactionBody.DynamicFee(
            Optional.of(UInt256.valueOf(1337)),
            0,
            UInt256.ZERO,
            UInt256.ZERO,
            21_000,
            Optional.of(RECEIVER),
            UInt256.valueOf(42),
            Bytes.EMPTY,
            List.of());
    Transaction signed = Transaction.sign(transfer, sender);
    Web3j web3 = Web3j.build(new HttpService("http://127.0.0.1:" + network.node(2).rpcPort()));
    EthSendTransaction answer = web3.ethSendRawTransaction(signed.encoded().toHexString()).send();
    assertThat(answer.getError()).isNull();
    assertThat(Bytes32.fromHexString(answer.getTransactionHash())).isEqualTo(signed.hash());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(network.running())
                    .allSatisfy(
                        node ->
                            assertThat(node.chain().headState().account(RECEIVER))
                                .map(AccountState::balance)
                                .contains(UInt256.valueOf(42))));
    assertThat(network.running())
        .allSatisfy(
            node -> assertThat(node.chain().transactionLocation(signed.hash())).isPresent());
    assertOneChain();
    web3.shutdown();
  }

  @Test
  @Order(2)
  void eachTellsItsMetricsAndThatItIsReady() throws Exception {
    String metrics = get(0, "/metrics");
    assertThat(metrics)
        .contains("lyceum_node_state{state=\"ready\"} 1.0")
        .contains("lyceum_node_state{state=\"syncing\"} 0.0")
        .contains("lyceum_network_peers 3.0")
        .contains("lyceum_consensus_equivocations_total 0.0")
        .contains("lyceum_network_blocks_pushed_bytes_total 0.0")
        .containsPattern("lyceum_chain_head_number [1-9]")
        .containsPattern("lyceum_chain_blocks_total [1-9]")
        .containsPattern("lyceum_consensus_messages_received_total.kind=.commit.. [1-9]")
        .containsPattern("lyceum_chain_validation_seconds_count [1-9]")
        .containsPattern("lyceum_store_write_buffers_bytes [1-9]");
    List<String> samples =
        metrics.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    List<String> helped =
        metrics
            .lines()
            .filter(line -> line.startsWith("# HELP "))
            .filter(line -> line.split(" ", 4).length == 4 && !line.split(" ", 4)[3].isBlank())
            .map(line -> line.split(" ")[2])
            .toList();
    assertThat(samples)
        .allSatisfy(sample -> assertThat(helped).anyMatch(name -> sample.startsWith(name)));
    assertThat(get(0, "/health/ready")).contains("\"status\":\"UP\"");
  }

  private static String get(int index, String path) throws Exception {
    int port = network.config(index).metrics().orElseThrow().port();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  @Order(3)
  void threeGoOnWithoutTheFourthAndItCatchesUpAndSealsAgain() throws IOException {
    Address absent = network.node(3).address();
    network.stop(3);
    long without = headOf(network.node(0)) + 6;
    awaitHeads(without);

    network.start(3);
    awaitHeads(without);
    long back = headOf(network.node(0));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                LongStream.rangeClosed(back + 1, headOf(network.node(0)))
                    .mapToObj(number -> network.node(0).chain().header(number).orElseThrow())
                    .anyMatch(header -> header.coinbase().equals(absent)));
    assertOneChain();
    assertThat(network.node(3).state()).isEqualTo(NodeState.READY);
  }

  @Test
  @Order(4)
  void anAuthorityThatLostItsDirectoryComesBack() throws IOException {
    network.stop(1);
    network.wipe(1);
    network.start(1);
    long target = headOf(network.node(0)) + 2;
    awaitHeads(target);
    Address returned = network.node(1).address();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                LongStream.rangeClosed(target, headOf(network.node(0)))
                    .mapToObj(number -> network.node(0).chain().header(number).orElseThrow())
                    .anyMatch(header -> CommittedSeals.signers(header).contains(returned)));
    assertOneChain();
  }

  @Test
  @Order(5)
  void allStoppedAndStartedAgainGoOnWhereTheyWere() throws Exception {
    long before = headOf(network.node(0));
    for (int i = 1; i < 4; i++) {
      network.stop(i);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get(0, "/health/ready"))
                    .contains("DOWN", "The node is not connected to any other"));
    network.stop(0);
    network.startAll();
    awaitHeads(before + 2);
    assertOneChain();
  }
}
