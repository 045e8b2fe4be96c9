package io.lyceum.verification;

import static io.lyceum.contracts.SandboxNetwork.AUTHORITY_BOND;
import static io.lyceum.contracts.SandboxNetwork.BOND;
import static io.lyceum.contracts.SandboxNetwork.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.contracts.Account;
import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.ReplayMode;
import io.lyceum.contracts.SandboxChain;
import io.lyceum.contracts.SandboxNetwork;
import io.lyceum.contracts.TrainingJobs;
import io.lyceum.contracts.Verdict;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.CorpusStore;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.JobReader;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.proof.CheckpointStore;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.proof.SampleDomain;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.HeldOutEvaluator;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.transport.PeerEndpoint;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;

/**
 * Verifiers with the real engine, real stores and transfers, on the real contracts in our EVM; only
 * the blocks come from a clock of the test.
 */
class VerifierTest {

  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 16, 2, 1, 24, 16, 256, 3, 0.05, 10_000, 1e-5);
  private static final Hyperparameters TRAINING =
      new Hyperparameters(4, 16, 0.02, 0.002, 2, 60, 0.9, 0.99, 1e-8, 0.1, 1, 4);
  private static final int SEGMENTS = 4;
  private static final int STEPS = 4;
  private static final long WINDOW = 400;
  private static final TestLearner.Forgery HONEST = (checkpoint, state) -> state;

  private static Nd4jEngine engine;
  private static ComputePermits permits;
  private static Corpus corpus;
  private static Bytes32 selfTest;

  @TempDir Path directory;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<VerificationEvent> events = new CopyOnWriteArrayList<>();
  private final List<ArtifactNode> nodes = new ArrayList<>();
  private SandboxNetwork network;
  private Job job;
  private TestLearner alice;
  private TestLearner bob;
  private TrainingState initial;

  @BeforeAll
  static void startEngine() {
    engine = new Nd4jEngine();
    permits = new ComputePermits(2);
    corpus = Corpus.primer(1);
    selfTest = EngineSelfTest.digest(engine);
  }

  @AfterAll
  static void stopEngine() {
    permits.close();
    engine.close();
  }

  @BeforeEach
  void startNetwork() throws Exception {
    startNetwork(selfTest);
  }

  private void startNetwork(Bytes32 digest) throws Exception {
    initial = engine.initialState(MODEL);
    network = new SandboxNetwork(MODEL.toJson().toArrayUnsafe(), terms(digest));
    network.authorities.getFirst().contracts().proofs().begin(JOB).send();
    alice = learner(network.alice);
    bob = learner(network.bob);
    for (Account authority : network.authorities) {
      ArtifactNode node = ArtifactNode.start(authority, directory);
      nodes.add(node);
      open.add(node);
    }
    new CorpusStore(nodes.getFirst().store()).put("corpus", corpus);
    job = new JobReader(client(nodes.getFirst())).read(JOB);
    Thread clock =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (true) {
                      Thread.sleep(50);
                      network.chain.advance(1);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    open.add(clock::interrupt);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
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
    alice = new TestLearner(network.alice, silent, engine, corpus);
    for (int i = 0; i < 4; i++) {
      startVerifier(i);
    }

    Bytes32 withheld = withholding.submit(job, initial, 0, HONEST);
    Bytes32 id = bob.submit(job, initial, 0, HONEST);
    awaitStatus(id, ProofStatus.ACCEPTED);

    assertThat(attestationsOf(withheld)).isZero();
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
    startNetwork(Bytes32.repeat((byte) 9));
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

  private void closeFirstEpoch() {
    try {
      network.stranger.contracts().proofs().closeEpoch(JOB, BigInteger.ZERO).send();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private TestLearner learner(Account account) throws Exception {
    ArtifactNode node = ArtifactNode.start(account, directory);
    open.add(node);
    return new TestLearner(account, node, engine, corpus);
  }

  private ChainClient client(ArtifactNode node) {
    return new ChainClient(
        network.web3j, node.key(), SandboxChain.CHAIN_ID, Duration.ofSeconds(10));
  }

  private Verifier startVerifier(int seat) {
    ArtifactNode node = nodes.get(seat);
    Verifier verifier =
        new Verifier(
            node.key(),
            client(node),
            new Engines(List.of(engine)),
            permits,
            node.store(),
            node.fetcher(),
            () -> endpoints(node),
            Duration.ofMillis(20),
            events::add);
    verifier.start();
    open.add(verifier);
    return verifier;
  }

  private List<PeerEndpoint> endpoints(ArtifactNode self) {
    List<PeerEndpoint> endpoints = new ArrayList<>();
    nodes.stream().filter(node -> node != self).forEach(node -> endpoints.add(node.endpoint()));
    List.of(alice, bob).forEach(learner -> endpoints.add(learner.node().endpoint()));
    return endpoints;
  }

  private void awaitStatus(Bytes32 id, ProofStatus expected) {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(ProofStatus.of(network.proof(id.toArrayUnsafe()).status))
                    .as(events.toString())
                    .isEqualTo(expected));
  }

  private int attestationsOf(Bytes32 id) throws Exception {
    return network.proof(id.toArrayUnsafe()).attestations.intValueExact();
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

  private TrainingJobs.Terms terms(Bytes32 digest) {
    Loss loss =
        Loss.ofNats(new HeldOutEvaluator(engine, TRAINING, corpus).evaluate(initial.parameters()));
    return new TrainingJobs.Terms(
        BigInteger.ONE,
        BigInteger.ZERO,
        corpus.commitment().toArrayUnsafe(),
        TRAINING.toJson().toArrayUnsafe(),
        Nd4jEngine.ENGINE_CLASS,
        ReplayMode.EXACT.number(),
        BigInteger.ZERO,
        digest.toArrayUnsafe(),
        Checkpoint.zeroOptimizerRoot(MODEL).toArrayUnsafe(),
        Checkpoint.version(initial.parameters()).toArrayUnsafe(),
        loss.number(),
        BigInteger.valueOf(SEGMENTS),
        BigInteger.valueOf(STEPS),
        BigInteger.TWO,
        BigInteger.ONE,
        SandboxNetwork.REWARD,
        BOND,
        BigInteger.TWO,
        BigInteger.ZERO,
        BigInteger.valueOf(100_000),
        BigInteger.valueOf(WINDOW));
  }
}
