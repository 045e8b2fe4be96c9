package io.lyceum.authority;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
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
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;

/** Four authorities of which none reaches enough others for a quorum. */
class IndirectPeersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  /** Nobody can ask a quorum what it signed before; the network is new, so it is nothing. */
  private static void startNew(LocalNetwork network) throws IOException {
    for (int i = 0; i < 4; i++) {
      network.start(i, LostRecord.SIGN);
    }
  }

  @Test
  void inALineTheyAgreeThroughEachOtherAlsoOnLargeBlocksAndAfterOneInTheMiddleWasAway()
      throws Exception {
    try (LocalNetwork network = new LocalNetwork(directory.resolve("network"), 4)) {
      network.connectOnly(
          i -> IntStream.of(i - 1, i + 1).filter(j -> 0 <= j && j < 4).boxed().collect(toSet()));
      startNew(network);
      List<Address> all = network.running().stream().map(AuthorityNode::address).toList();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(proposers(network))
                      .as("whose proposals come through")
                      .containsExactlyInAnyOrderElementsOf(all));

      Transaction large = largeTransaction(network);
      Web3j web3 = Web3j.build(new HttpService("http://127.0.0.1:" + network.node(0).rpcPort()));
      assertThat(web3.ethSendRawTransaction(large.encoded().toHexString()).send().getError())
          .isNull();
      web3.shutdown();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(network.node(3).chain().transactionLocation(large.hash()))
                      .isPresent());
      assertThat(metrics(network, 0)).contains("lyceum_network_peers 1.0");
      assertThat(metrics(network, 1))
          .contains("lyceum_network_peers 2.0")
          .containsPattern("lyceum_consensus_messages_passed_on_total [1-9]");

      network.stop(1);
      network.start(1);
      awaitHeads(network, network.node(3).chain().head().number() + 4);
      for (long number = 1; number <= network.node(3).chain().head().number(); number++) {
        assertThat(CommittedSeals.signers(header(network, number)))
            .hasSizeGreaterThanOrEqualTo(3)
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void aroundANodeThatDoesNotSealTheyAgreeThroughIt() throws Exception {
    try (LocalNetwork network = new LocalNetwork(directory.resolve("network"), 4)) {
      int centre = network.join(directory.resolve("centre"));
      network.connectOnly(i -> i == centre ? Set.of(0, 1, 2, 3) : Set.of(centre));
      network.start(centre);
      startNew(network);
      awaitHeads(network, 5);
      assertThat(metrics(network, 0)).contains("lyceum_network_peers 1.0");
      assertThat(metrics(network, centre))
          .contains("lyceum_consensus_messages_sent_total{kind=\"commit\"} 0.0");
    }
  }

  private static void awaitHeads(LocalNetwork network, long number) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(network.running())
                    .allSatisfy(
                        node ->
                            assertThat(node.chain().head().number())
                                .isGreaterThanOrEqualTo(number)));
  }

  private static BlockHeader header(LocalNetwork network, long number) {
    return network.node(3).chain().header(number).orElseThrow();
  }

  private static List<Address> proposers(LocalNetwork network) {
    return LongStream.rangeClosed(1, network.node(3).chain().head().number())
        .mapToObj(number -> header(network, number).coinbase())
        .distinct()
        .toList();
  }

  /** Too large to be pushed unasked in a proposal. */
  private static Transaction largeTransaction(LocalNetwork network) {
    return Transaction.sign(
        new TransactionBody.DynamicFee(
            Optional.of(UInt256.valueOf(1337)),
            0,
            UInt256.ZERO,
            UInt256.ZERO,
            1_000_000,
            Optional.of(Address.ZERO),
            UInt256.ZERO,
            Bytes.repeat((byte) 0, 20_000),
            List.of()),
        network.key(0));
  }

  private static String metrics(LocalNetwork network, int index)
      throws IOException, InterruptedException {
    int port = network.config(index).metrics().orElseThrow().port();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
