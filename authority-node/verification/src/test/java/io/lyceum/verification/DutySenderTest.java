package io.lyceum.verification;

import static io.lyceum.contracts.SandboxNetwork.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.contracts.Account;
import io.lyceum.contracts.SandboxChain;
import io.lyceum.contracts.SandboxNetwork;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.ledger.crypto.KeyPair;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

/** One authority's duty to begin a job, on the real contracts, block by block. */
class DutySenderTest {

  private static final String DUTY = "begin job 1";

  private final SandboxNetwork network =
      new SandboxNetwork("{}".getBytes(StandardCharsets.UTF_8), SandboxNetwork.terms());
  private final Account authority = network.authorities.getFirst();
  private final ChainClient chain =
      new ChainClient(
          network.web3j,
          KeyPair.of(
              Bytes32.wrap(
                  UInt256.valueOf(authority.credentials().getEcKeyPair().getPrivateKey()))),
          SandboxChain.CHAIN_ID,
          Duration.ofSeconds(10));
  private final List<VerificationEvent> events = new ArrayList<>();
  private final DutySender duties = sender();
  private long block;

  DutySenderTest() throws Exception {}

  @Test
  void whatIsUnderwayIsNotDueUntilABlockHasIt() throws Exception {
    round();
    network.chain.hold(authority.address());
    begin();
    round();
    assertThat(isDue()).isFalse();
    assertThat(events).isEmpty();

    network.chain.release(authority.address());
    round();

    assertThat(hasBegun()).isTrue();
    assertThat(events).containsExactly(new VerificationEvent.JobBegun(JOB));
  }

  @Test
  void whatTheNodeLostIsSentAgain() throws Exception {
    round();
    network.chain.hold(authority.address());
    begin();
    network.chain.lose(authority.address());
    assertThat(network.chain.waiting(authority.address())).isZero();

    round();
    assertThat(network.chain.waiting(authority.address())).isEqualTo(1);
    round();
    assertThat(network.chain.waiting(authority.address())).isEqualTo(1);
    network.chain.release(authority.address());
    round();

    assertThat(events).containsExactly(new VerificationEvent.JobBegun(JOB));
  }

  @Test
  void whatItsBlockRefusesHasFailed() throws Exception {
    round();
    network.chain.hold(authority.address());
    begin();
    network.stranger.contracts().proofs().begin(JOB).send();
    network.chain.release(authority.address());

    round();

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            VerificationEvent.Delayed.class,
            delayed -> assertThat(delayed.reason()).contains("was refused"));
    assertThat(isDue()).isFalse();
  }

  @Test
  void whatAnotherTransactionReplacedIsDueAgainLater() throws Exception {
    round();
    network.chain.hold(authority.address());
    begin();
    network.chain.lose(authority.address());
    network.chain.release(authority.address());
    authority.contracts().learners().vote(network.stranger.address(), true).send();

    round();
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            VerificationEvent.Delayed.class,
            delayed -> assertThat(delayed.reason()).contains("took its place"));
    assertThat(isDue()).isFalse();
    network.chain.advance(2);
    round();
    begin();
    round();

    assertThat(events).endsWith(new VerificationEvent.JobBegun(JOB));
  }

  @Test
  void nothingIsSentWhileTransactionsOfAnEarlierProcessAreUnderway() throws Exception {
    round();
    network.chain.hold(authority.address());
    begin();
    DutySender restarted = sender();
    restarted.follow(block);
    send(restarted);
    assertThat(network.chain.waiting(authority.address())).isEqualTo(1);

    network.chain.release(authority.address());
    restarted.follow(network.chain.blockNumber());

    assertThat(hasBegun()).isTrue();
    assertThat(events).isEmpty();
  }

  @Test
  void earlierTransactionsThatNoBlockTakesAreNotWaitedForForEver() throws Exception {
    round();
    network.chain.hold(authority.address());
    begin();
    DutySender restarted = sender();
    restarted.follow(block);
    restarted.follow(block + 30);
    send(restarted);

    assertThat(network.chain.waiting(authority.address())).isEqualTo(2);
  }

  private DutySender sender() {
    return new DutySender(chain, new DutySchedule(), events::add);
  }

  private void round() throws Exception {
    block = network.chain.blockNumber();
    duties.follow(block);
  }

  private boolean isDue() {
    return duties.isDue(DUTY, block, 0);
  }

  private void begin() throws Exception {
    assertThat(isDue()).isTrue();
    send(duties);
  }

  private void send(DutySender sender) throws InterruptedException {
    sender.send(
        DUTY,
        chain.contracts().proofs().begin(JOB),
        block,
        () -> events.add(new VerificationEvent.JobBegun(JOB)));
  }

  private boolean hasBegun() throws Exception {
    return network.epoch(0).status.compareTo(BigInteger.ZERO) > 0;
  }
}
