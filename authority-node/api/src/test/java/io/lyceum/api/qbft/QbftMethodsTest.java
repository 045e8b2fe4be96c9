package io.lyceum.api.qbft;

import static io.lyceum.pool.TestChain.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.ledger.block.ValidatorVote;
import io.lyceum.ledger.block.ValidatorVote.Polarity;
import io.lyceum.ledger.types.Address;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a chain whose one validator is voted on in headers. */
class QbftMethodsTest {

  private static final Address ALICE = key(1).address();
  private static final Address BOB = key(2).address();

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
  void keepsVotesUntilTheyAreDiscarded() {
    assertThat(client.result("qbft_getPendingVotes")).isEmpty();
    assertThat(client.result("qbft_proposeValidatorVote", ALICE.toString(), true).asBoolean())
        .isTrue();
    client.result("qbft_proposeValidatorVote", BOB.toString(), true);
    client.result("qbft_proposeValidatorVote", BOB.toString(), false);
    client.result("qbft_discardValidatorVote", ALICE.toString());
    assertThat(client.result("qbft_getPendingVotes"))
        .isEqualTo(JsonRpcClient.json("{\"%s\":false}".formatted(BOB)));
  }

  @Test
  void castsByTurnsTheVotesThatWouldChangeSomething() {
    ValidatorVotes votes = new ValidatorVotes();
    assertThat(votes.next(List.of(ALICE))).isEmpty();
    votes.propose(ALICE, Polarity.ADD);
    votes.propose(BOB, Polarity.DROP);
    assertThat(votes.next(List.of(ALICE))).isEmpty();
    assertThat(
            List.of(votes.next(List.of(BOB)).orElseThrow(), votes.next(List.of(BOB)).orElseThrow()))
        .containsExactlyInAnyOrder(
            new ValidatorVote(ALICE, Polarity.ADD), new ValidatorVote(BOB, Polarity.DROP));
    assertThat(votes.next(List.of())).contains(new ValidatorVote(ALICE, Polarity.ADD));
  }

  @Test
  void countsTheBlocksOfProposersWithoutTheLastOfTheRange() {
    for (int i = 0; i < 3; i++) {
      chain.grow();
    }
    JsonNode metrics = client.result("qbft_getSignerMetrics", "0x1", "latest");
    assertThat(metrics).hasSize(1);
    assertThat(metrics.at("/0/proposedBlockCount").asText()).isEqualTo("0x2");
    assertThat(metrics.at("/0/lastProposedBlockNumber").asText()).isEqualTo("0x2");
    assertThat(client.answer("qbft_getSignerMetrics", "0x3", "0x1").at("/error/code").asInt())
        .isEqualTo(-32602);
  }

  @Test
  void saysWhoTheNodeIsAndWhomItKnows() {
    JsonNode info = client.result("admin_nodeInfo");
    assertThat(info.at("/protocols/eth/network").asInt()).isEqualTo(1337);
    assertThat(info.at("/protocols/eth/head").asText())
        .isEqualTo(chain.chain().headHash().toHexString());
    assertThat(client.result("admin_peers")).isEmpty();
    String stranger = "0x" + "11".repeat(20) + "@node.example:30400";
    JsonNode refusal = client.answer("admin_addPeer", stranger).get("error");
    assertThat(refusal.get("code").asInt()).isEqualTo(-32602);
    assertThat(refusal.get("message").asText()).contains("not admitted");
  }
}
