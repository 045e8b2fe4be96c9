package io.lyceum.verification;

import static io.lyceum.contracts.SandboxNetwork.AUTHORITY_BOND;
import static io.lyceum.contracts.SandboxNetwork.BOND;
import static io.lyceum.contracts.SandboxNetwork.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.contracts.Account;
import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.SandboxChain;
import io.lyceum.contracts.SandboxNetwork;
import io.lyceum.contracts.Verdict;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.job.Replay;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.CheckpointStore;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.proof.SampleDomain;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.KernelChoice;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.Web3j;

/** Learners compute without vectors, and each authority in another way. */
class VerifierTest extends SandboxVerification {

  private static ExactEngine engine;
  private static List<ExactEngine> authorityEngines;
  private static ComputePermits permits;
  private static Bytes32 selfTest;

  @BeforeAll
  static void startEngine() {
    engine = new ExactEngine(new ExactOptions(1, KernelChoice.SCALAR, false));
    authorityEngines =
        List.of(
            new ExactEngine(new ExactOptions(1, KernelChoice.VECTOR, false)),
            new ExactEngine(new ExactOptions(2, KernelChoice.VECTOR, true)),
            new ExactEngine(new ExactOptions(5, KernelChoice.SCALAR, false)),
            new ExactEngine(new ExactOptions(1, KernelChoice.SCALAR, true)));
    permits = new ComputePermits(2);
    selfTest = EngineSelfTest.digest(engine);
  }

  @AfterAll
  static void stopEngine() {
    permits.close();
    authorityEngines.forEach(ExactEngine::close);
    engine.close();
  }

  @BeforeEach
  void startNetwork() throws Exception {
    startNetwork(engine, new Replay.Exact(), selfTest);
  }

  @Test
  void honestProofsAreAcceptedPaidAndTheBestIsKept() throws Exception {
    List<Verifier> verifiers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      verifiers.add(startVerifier(i));
    }

    Bytes32 first = alice.submit(job, initial, 0, HONEST);
    Bytes32 second = bob.submit(job, initial, 0, HONEST);
    awaitStatus(first, ProofStatus.ACCEPTED);
    awaitStatus(second, ProofStatus.ACCEPTED);
    await().atMost(Duration.ofMinutes(1)).until(() -> network.epoch(0).status.intValue() == 2);

    Bytes32 current =
        Bytes32.wrap(network.stranger.contracts().models().currentVersion(BigInteger.ONE).send());
    assertThat(current)
        .isIn(
            Bytes32.wrap(network.proof(first.toArrayUnsafe()).finalVersion),
            Bytes32.wrap(network.proof(second.toArrayUnsafe()).finalVersion));
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              for (ArtifactNode node : nodes) {
                assertThat(node.store().heldBy("model/1")).containsExactly(current);
                assertThat(node.store().holders()).noneMatch(name -> name.startsWith("proof/"));
              }
            });
    assertThat(network.balance(network.alice).add(network.balance(network.bob)))
        .isBetween(SandboxNetwork.REWARD.subtract(BigInteger.ONE), SandboxNetwork.REWARD);
    assertThat(attestationsOf(first)).isEqualTo(4);
    for (Verifier verifier : verifiers) {
      verifier.close();
    }
  }

  @Test
  void jobThatCannotBeUnderstoodIsDeclinedOnceAndDelaysNoOther() throws Exception {
    network.addMalformedJob();
    for (int i = 0; i < 4; i++) {
      startVerifier(i);
    }

    Bytes32 id = alice.submit(job, initial, 0, HONEST);
    awaitStatus(id, ProofStatus.ACCEPTED);

    assertThat(events.stream().filter(VerificationEvent.JobDeclined.class::isInstance))
        .hasSize(4)
        .allMatch(event -> event.toString().contains("Job 2 cannot be understood"));
  }

  @Test
  void versionOfAnEpochThatIsClosedDuringAnUpdateIsNotLost() throws Exception {
    Bytes32 id = alice.submit(job, initial, 0, HONEST);
    Verifier[] verifiers = {startVerifier(0), startVerifier(1), startVerifier(2), startVerifier(3)};
    awaitStatus(id, ProofStatus.ACCEPTED);
    for (Verifier verifier : verifiers) {
      verifier.close();
    }
    Bytes32 version = Bytes32.wrap(network.proof(id.toArrayUnsafe()).finalVersion);
    ArtifactNode node = nodes.getFirst();
    assertThat(node.store().contains(version)).isTrue();
    // Bob's time runs out, and somebody closes the epoch after the keeper's first look at it.
    network.chain.advanceTo(network.epoch(0).deadline.longValueExact() + 1);
    ChainClient chain =
        new ChainClient(
            Web3j.build(
                new InterveningService(
                    network.chain,
                    network
                        .stranger
                        .contracts()
                        .proofs()
                        .epochState(JOB, BigInteger.ZERO)
                        .encodeFunctionCall(),
                    this::closeFirstEpoch)),
            node.key(),
            SandboxChain.CHAIN_ID,
            Duration.ofSeconds(10));

    new VersionKeeper(
            chain,
            new ProofRegister(chain),
            new ArtifactKeeper(node.store(), node.fetcher(), List::of),
            new CheckpointStore(node.store()),
            new DutySchedule(),
            events::add)
        .update(network.chain.blockNumber());

    assertThat(node.store().contains(version)).isTrue();
  }

  @Test
  void oneChangedBitIsNamedJudgedByAllAndSlashed() throws Exception {
    for (int i = 0; i < 4; i++) {
      startVerifier(i);
    }

    Bytes32 id =
        alice.submit(
            job, initial, 0, (checkpoint, state) -> checkpoint == 2 ? altered(state) : state);
    awaitStatus(id, ProofStatus.REJECTED);

    assertThat(network.learner(network.alice).reputation.intValue()).isEqualTo(40);
    assertThat(network.learner(network.alice).free).isEqualTo(BOND);
    List<?> named = network.stranger.contracts().proofs().namedSegments(id.toArrayUnsafe()).send();
    assertThat(named.toArray()).containsExactly(BigInteger.ONE);
    for (Account authority : network.authorities) {
      assertThat(network.authorityBond(authority)).isEqualTo(AUTHORITY_BOND);
    }
  }

  @Test
  void embellishedLossIsRejected() throws Exception {
    for (int i = 0; i < 4; i++) {
      startVerifier(i);
    }

    Bytes32 id = alice.submit(job, initial, 0, HONEST, BigInteger.ONE);

    awaitStatus(id, ProofStatus.REJECTED);
  }

  @Test
  void falseAccusationIsOverruledAndPenalised() throws Exception {
    for (int i = 0; i < 3; i++) {
      startVerifier(i);
    }
    Bytes32 id = alice.submit(job, initial, 0, HONEST);
    Account liar = network.authorities.get(3);
    Bytes signature =
        new SampleDomain(
                UInt256.valueOf(SandboxChain.CHAIN_ID),
                Address.fromHex(Predeployed.PROOF_OF_LEARNING.address()))
            .sign(nodes.get(3).key(), id);
    liar.contracts()
        .proofs()
        .attest(
            id.toArrayUnsafe(),
            signature.toArrayUnsafe(),
            List.of(Verdict.MISMATCH.number(), Verdict.MATCH.number()),
            Verdict.MATCH.number())
        .send();

    awaitStatus(id, ProofStatus.ACCEPTED);

    assertThat(network.authorityBond(liar)).isLessThan(AUTHORITY_BOND);
  }

  @Test
  void withheldCheckpointsAreWaitedForAndThenRejected() throws Exception {
    for (int i = 0; i < 4; i++) {
      startVerifier(i);
    }
    Bytes32 id = alice.submit(job, initial, 0, HONEST);
    alice.node().server().close();
    network.chain.advance(WINDOW / 4);

    awaitStatus(id, ProofStatus.REJECTED);

    assertThat(Verdict.of(evaluationOf(id))).contains(Verdict.UNAVAILABLE);
    assertThat(network.chain.blockNumber())
        .isGreaterThan(network.proof(id.toArrayUnsafe()).submittedAt.longValue() + WINDOW / 2);
  }

  @Test
  void nobodyBlamesALearnerWhoseAddressHeWasNeverTold() throws Exception {
    TestLearner unknown = alice;
    alice = bob;
    for (int i = 0; i < 4; i++) {
      startVerifier(i);
    }
    Bytes32 id = unknown.submit(job, initial, 0, HONEST);
    network.chain.advance(WINDOW + 1);

    awaitStatus(id, ProofStatus.EXPIRED);

    assertThat(attestationsOf(id)).isZero();
  }

  @Test
  void learnerThatAnswersNothingDelaysNobodyElse() throws Exception {
    CountDownLatch silence = new CountDownLatch(1);
    ArtifactNode silent =
        ArtifactNode.start(
            network.alice, directory.resolve("silent"), store -> hash -> afterwards(silence));
    open.add(silent);
    open.add(silence::countDown);
    TestLearner withholding = alice;
    alice = new TestLearner(network.alice, silent, engine, CORPUS);
    for (int i = 0; i < 4; i++) {
      startVerifier(i);
    }

    Bytes32 withheld = withholding.submit(job, initial, 0, HONEST);
    Bytes32 id = bob.submit(job, initial, 0, HONEST);
    awaitStatus(id, ProofStatus.ACCEPTED);

    assertThat(attestationsOf(withheld)).isZero();
  }

  @Test
  void settlementThatNoBlockTakesKeepsNoOtherProofFromBeingVerified() throws Exception {
    Account authority = network.authorities.getFirst();
    startVerifier(0);
    Bytes32 first = alice.submit(job, initial, 0, HONEST);
    await().atMost(Duration.ofMinutes(1)).until(() -> attestationsOf(first) == 1);
    network.chain.hold(authority.address());
    for (int seat = 1; seat < 4; seat++) {
      attestMatches(seat, first);
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> network.chain.waiting(authority.address()) == 1);

    Bytes32 second = bob.submit(job, initial, 0, HONEST);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> network.chain.waiting(authority.address()) == 2);
    assertThat(attestationsOf(second)).isZero();
    network.chain.release(authority.address());

    awaitStatus(first, ProofStatus.ACCEPTED);
    assertThat(attestationsOf(second)).isEqualTo(1);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                events.contains(new VerificationEvent.Settled(first, ProofStatus.ACCEPTED))
                    && events.contains(new VerificationEvent.Attested(second, 1, 4)));
    assertThat(events).noneMatch(VerificationEvent.Delayed.class::isInstance);
  }

  private void attestMatches(int seat, Bytes32 id) throws Exception {
    network
        .authorities
        .get(seat)
        .contracts()
        .proofs()
        .attest(
            id.toArrayUnsafe(),
            new SampleDomain(
                    UInt256.valueOf(SandboxChain.CHAIN_ID),
                    Address.fromHex(Predeployed.PROOF_OF_LEARNING.address()))
                .sign(nodes.get(seat).key(), id)
                .toArrayUnsafe(),
            List.of(Verdict.MATCH.number(), Verdict.MATCH.number()),
            Verdict.MATCH.number())
        .send();
  }

  @Test
  void restartedVerifierGoesOnFromTheChainAndVotesOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      startVerifier(i);
    }
    Bytes32 id = alice.submit(job, initial, 0, HONEST);
    Verifier stopped = startVerifier(3);
    await().atMost(Duration.ofMinutes(1)).until(() -> attestationsOf(id) >= 1);
    stopped.close();

    startVerifier(3);
    awaitStatus(id, ProofStatus.ACCEPTED);

    assertThat(attestationsOf(id)).isEqualTo(4);
    assertThat(
            events.stream()
                .filter(VerificationEvent.Delayed.class::isInstance)
                .map(Object::toString))
        .noneMatch(text -> text.contains("AlreadyAttested"));
  }

  @Test
  void jobOfAnotherArithmeticIsDeclined() throws Exception {
    stop();
    open.clear();
    nodes.clear();
    directory = directory.resolve("other");
    startNetwork(engine, new Replay.Exact(), Bytes32.repeat((byte) 9));
    for (int i = 0; i < 4; i++) {
      startVerifier(i);
    }
    Bytes32 id = alice.submit(job, initial, 0, HONEST);

    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                events.stream().filter(VerificationEvent.JobDeclined.class::isInstance).count()
                    == 4);
    network.chain.advance(WINDOW + 1);
    awaitStatus(id, ProofStatus.EXPIRED);

    assertThat(attestationsOf(id)).isZero();
    assertThat(network.learner(network.alice).free).isEqualTo(BOND.multiply(BigInteger.TWO));
  }

  private Verifier startVerifier(int seat) {
    return startVerifier(seat, authorityEngines.get(seat), permits);
  }

  private void closeFirstEpoch() {
    try {
      network.stranger.contracts().proofs().closeEpoch(JOB, BigInteger.ZERO).send();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private BigInteger evaluationOf(Bytes32 id) throws Exception {
    return network
        .stranger
        .contracts()
        .proofs()
        .verdictOf(
            id.toArrayUnsafe(),
            BigInteger.valueOf(SEGMENTS),
            network.authorities.getFirst().address())
        .send();
  }

  private static Optional<Bytes> afterwards(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** One weight, one unit in the last place. */
  private static TrainingState altered(TrainingState state) {
    float[][] arrays = state.parameters().copies();
    arrays[0][0] = Math.nextUp(arrays[0][0]);
    return new TrainingState(
        Tensors.of(state.specification(), Arrays.asList(arrays)),
        state.firstMoments(),
        state.secondMoments(),
        state.step());
  }
}
