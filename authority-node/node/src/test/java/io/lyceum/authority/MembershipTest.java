package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.contracts.Predeployed;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;

/** Authorities come and go by vote while blocks go on. */
class MembershipTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long CHAIN_ID = 1337;
  private static final BigInteger BOND = BigInteger.TEN.pow(20);
  private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);
  private static final int FIFTH = 4;

  @TempDir private Path directory;
  private LocalNetwork network;
  private Web3j web3j;

  @BeforeEach
  void start() throws IOException {
    network = new LocalNetwork(directory.resolve("network"), 4);
    network.startAll();
    web3j = Web3j.build(new HttpService("http://127.0.0.1:" + network.node(0).rpcPort()));
  }

  @AfterEach
  void stop() {
    web3j.shutdown();
    network.close();
  }

  @Test
  void aFifthIsVotedInSealsAndCountsAndThenAnotherIsVotedOut() throws Exception {
    assertThat(network.join(directory.resolve("fifth"))).isEqualTo(FIFTH);
    network.start(FIFTH);
    Address fifth = network.node(FIFTH).address();
    awaitHead(0, 3);
    assertThat(network.node(FIFTH).chain().head().number()).as("nobody admits it").isZero();

    payBond(fifth);
    long admitted = vote(fifth, true, 0, 1, 2);
    await().atMost(PATIENCE).until(() -> !blocks(admitted, by(fifth)).isEmpty());
    await().atMost(PATIENCE).until(() -> peers(FIFTH) == 4);
    assertThat(blocks(1, header -> header.number() <= admitted))
        .allSatisfy(header -> assertThat(CommittedSeals.signers(header)).hasSizeBetween(3, 4));
    assertThat(blocks(admitted + 1, header -> true))
        .allSatisfy(header -> assertThat(CommittedSeals.signers(header)).hasSizeBetween(4, 5));

    // Without one of the five, a block needs the fifth's seal.
    network.stop(3);
    long without = network.node(0).chain().head().number() + 2;
    awaitHead(0, without + 2);
    assertThat(blocks(without, header -> true))
        .allSatisfy(
            header -> assertThat(CommittedSeals.signers(header)).hasSize(4).contains(fifth));
    network.start(3);
    awaitHead(3, without + 2);

    Address leaving = network.node(1).address();
    long removed = vote(leaving, false, 0, 2, 3, FIFTH);
    await().atMost(PATIENCE).until(() -> peers(1) == 0);
    awaitHead(FIFTH, removed + 6);
    assertThat(blocks(removed + 1, header -> true))
        .noneMatch(by(leaving))
        .allSatisfy(
            header ->
                assertThat(CommittedSeals.signers(header))
                    .hasSizeBetween(3, 4)
                    .doesNotContain(leaving));
    Blockchain ours = network.node(0).chain();
    assertThat(network.node(FIFTH).chain().hash(removed + 6)).isEqualTo(ours.hash(removed + 6));
    assertThat(network.node(1).chain().head().number()).isLessThan(removed + 6);
  }

  private void payBond(Address candidate) throws Exception {
    new RawTransactionManager(web3j, Credentials.create(secret(network.key(0))), CHAIN_ID)
        .sendTransaction(BigInteger.ZERO, TRANSFER_GAS, candidate.toString(), "", BOND);
    await()
        .atMost(PATIENCE)
        .until(() -> network.node(0).chain().headState().account(candidate).isPresent());
    ChainClient client = client(FIFTH);
    client.send(
        "The bond",
        Predeployed.AUTHORITY_REGISTRY,
        client.contracts().authorities().deposit(BigInteger.ZERO).encodeFunctionCall(),
        BOND);
  }

  /** The block in which the last of the votes was counted. */
  private long vote(Address subject, boolean admit, int... voters) throws Exception {
    long block = 0;
    for (int voter : voters) {
      ChainClient client = client(voter);
      TransactionReceipt receipt =
          client.send(
              "The vote",
              Predeployed.AUTHORITY_REGISTRY,
              client.contracts().authorities().vote(subject.toString(), admit));
      block = receipt.getBlockNumber().longValueExact();
    }
    return block;
  }

  private ChainClient client(int member) {
    return new ChainClient(web3j, network.key(member), CHAIN_ID, PATIENCE);
  }

  private static String secret(KeyPair key) {
    return key.privateKey().toUnprefixedHexString();
  }

  private void awaitHead(int node, long number) {
    await().atMost(PATIENCE).until(() -> network.node(node).chain().head().number() >= number);
  }

  private static Predicate<BlockHeader> by(Address proposer) {
    return header -> header.coinbase().equals(proposer);
  }

  private List<BlockHeader> blocks(long from, Predicate<BlockHeader> which) {
    Blockchain chain = network.node(0).chain();
    return LongStream.rangeClosed(from, chain.head().number())
        .mapToObj(number -> chain.header(number).orElseThrow())
        .filter(which)
        .toList();
  }

  private int peers(int node) throws IOException {
    Web3j own = Web3j.build(new HttpService("http://127.0.0.1:" + network.node(node).rpcPort()));
    try {
      return own.netPeerCount().send().getQuantity().intValueExact();
    } finally {
      own.shutdown();
    }
  }
}
