package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.api.web3j.ChainAudit;
import io.lyceum.api.web3j.QbftHeader;
import io.lyceum.api.web3j.RawChain;
import io.lyceum.contracts.AuthorityRegistry;
import io.lyceum.contracts.LyceumContracts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;

/**
 * A running network as a stranger sees it, who has the ports, the keys of three authorities, and
 * web3j: nothing of the nodes' own memory is looked at.
 */
class BlackBoxTest {

  private static final long CHAIN_ID = 1337;
  private static final int POLLS = 200;
  private static final long POLL_MILLIS = 150;

  @TempDir private Path directory;
  private LocalNetwork network;
  private final List<HttpService> nodes = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    network = new LocalNetwork(directory.resolve("network"), 4);
    network.startAll();
    for (AuthorityNode node : network.running()) {
      nodes.add(new HttpService("http://127.0.0.1:" + node.rpcPort() + "/"));
    }
  }

  @AfterEach
  void stop() {
    network.close();
  }

  @Test
  void authoritiesVoteOneOutAndTheRestSealOnByTheSameRules() throws Exception {
    awaitBlock(3);
    List<String> four = validators(0);
    assertThat(four).hasSize(4).containsExactlyInAnyOrderElementsOf(chain(0).validators(0));
    String leaving = Credentials.create(secret(3)).getAddress();

    TransactionReceipt decisive = null;
    for (int voter = 0; voter < 3; voter++) {
      decisive = contracts(voter).authorities().vote(leaving, false).send();
      assertThat(decisive.isStatusOK()).isTrue();
    }
    assertThat(AuthorityRegistry.getAuthorityRemovedEvents(decisive))
        .extracting(event -> event.authority)
        .containsExactly(leaving);

    // The others close their connections to the one that left, so it hears of no more blocks.
    nodes.removeLast();
    long change = decisive.getBlockNumber().longValueExact();
    awaitBlock(change + 4);
    List<String> three = validators(1);
    assertThat(three).hasSize(3).doesNotContain(leaving);
    assertThat(chain(2).validators(change)).containsExactlyInAnyOrderElementsOf(three);
    for (int node = 0; node < nodes.size(); node++) {
      ChainAudit.Findings findings = new ChainAudit(chain(node)).verifyUpTo(change + 4);
      assertThat(findings.minSeals()).isGreaterThanOrEqualTo(2);
      assertThat(hash(node, change + 4)).isEqualTo(hash(0, change + 4));
    }
    for (long number = 1; number <= change + 4; number++) {
      List<String> sealers = new QbftHeader(chain(0).block(number)).sealers();
      assertThat(sealers).hasSizeGreaterThanOrEqualTo(number <= change ? 3 : 2);
      if (number > change) {
        assertThat(three).containsAll(sealers);
      }
    }
  }

  private void awaitBlock(long number) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              for (int node = 0; node < nodes.size(); node++) {
                assertThat(chain(node).head()).isGreaterThanOrEqualTo(number);
              }
            });
  }

  private RawChain chain(int node) {
    return new RawChain(nodes.get(node));
  }

  private String hash(int node, long number) throws IOException {
    return chain(node).block(number).get("hash").asText();
  }

  private LyceumContracts contracts(int authority) {
    Web3j web3j = Web3j.build(nodes.get(authority));
    Credentials key = Credentials.create(secret(authority));
    return LyceumContracts.load(
        web3j, new RawTransactionManager(web3j, key, CHAIN_ID, POLLS, POLL_MILLIS));
  }

  /** What the contract answers to {@code getValidators()}. */
  private List<String> validators(int node) throws Exception {
    List<?> addresses = contracts(node).authorities().getValidators().send();
    return addresses.stream().map(Object::toString).toList();
  }

  private String secret(int authority) {
    return network.key(authority).privateKey().toHexString();
  }
}
