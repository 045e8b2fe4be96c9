package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators vote by JSON-RPC on who seals. */
class ValidatorVotesTest {

  @TempDir private Path directory;

  @Test
  void votesOfMoreThanHalfMakeAValidatorOnceHeadersDecide() throws Exception {
    try (LocalNetwork network = new LocalNetwork(directory.resolve("network"), 4)) {
      List<Address> all =
          Stream.of(0, 1, 2, 3).map(index -> network.key(index).address()).sorted().toList();
      List<Address> three = all.subList(0, 3);
      Address fourth = all.getLast();
      network.schedule(
          """
          [{"block": 2, "validatorselectionmode": "blockheader", "validators": ["%s", "%s", "%s"]}]
          """
              .formatted(three.get(0), three.get(1), three.get(2)));
      network.startAll();
      for (AuthorityNode node : network.running()) {
        if (three.subList(0, 2).contains(node.address())) {
          await()
              .atMost(Duration.ofSeconds(120))
              .untilAsserted(() -> assertThat(vote(node, fourth)).contains("\"result\":true"));
        }
      }
      for (AuthorityNode node : network.running()) {
        await()
            .atMost(Duration.ofSeconds(120))
            .untilAsserted(
                () -> assertThat(node.chain().head().qbft().validators()).isEqualTo(all));
      }
      long joined = network.node(0).chain().head().number();
      await()
          .atMost(Duration.ofSeconds(120))
          .until(() -> network.node(0).chain().head().number() > joined + 1);
      BlockHeader later = network.node(0).chain().head();
      assertThat(later.qbft().vote()).isEmpty();
    }
  }

  private static String vote(AuthorityNode node, Address recipient) throws Exception {
    String body =
        """
        {"jsonrpc":"2.0","id":1,"method":"qbft_proposeValidatorVote","params":["%s",true]}
        """
            .formatted(recipient);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.rpcPort()))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
