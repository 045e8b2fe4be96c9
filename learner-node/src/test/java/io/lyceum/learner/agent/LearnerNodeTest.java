package io.lyceum.learner.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.SandboxChain;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.genesis.config.Cheat;
import io.lyceum.genesis.config.ConfigException;
import io.lyceum.genesis.config.ExactSettings;
import io.lyceum.genesis.config.GrpcAddress;
import io.lyceum.genesis.config.IdentityFiles;
import io.lyceum.genesis.config.LearnerConfig;
import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.learner.agent.LearnerEvent.Enrolled;
import io.lyceum.learner.agent.LearnerEvent.Hindered;
import io.lyceum.learner.agent.LearnerEvent.JobFinished;
import io.lyceum.learner.agent.LearnerEvent.JobUnsuitable;
import io.lyceum.learner.agent.LearnerEvent.Paid;
import io.lyceum.learner.agent.LearnerEvent.ProofSettled;
import io.lyceum.learner.agent.LearnerEvent.ProofSubmitted;
import io.lyceum.learner.agent.LearnerEvent.SegmentTrained;
import io.lyceum.learner.agent.LearnerEvent.Slashed;
import io.lyceum.learner.agent.LearnerEvent.TrainingBegan;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.tls.NodeCertificate;
import io.lyceum.network.transport.PeerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.tuweni.bytes.Bytes32;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole learners over HTTP, gRPC and RocksDB, on the contracts in our EVM, before authorities that
 * replay what they sample.
 */
class LearnerNodeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final ComputePermits permits = new ComputePermits(2);
  private SandboxJob job;
  private SandboxRpc rpc;
  private SandboxVerifier verifier;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
    permits.close();
  }

  @Test
  void twoHonestLearnersTrainEpochByEpochAndArePaid() throws Exception {
    openNetwork(SandboxJob.of(2));
    Running first = start(0, Optional.empty());
    Running second = start(1, Optional.empty());

    verifyUntil(() -> first.saw(JobFinished.class) && second.saw(JobFinished.class));

    for (Running learner : List.of(first, second)) {
      assertThat(learner.all(Enrolled.class)).hasSize(1);
      assertThat(learner.all(TrainingBegan.class)).hasSize(2);
      assertThat(learner.all(SegmentTrained.class)).hasSize(2 * SandboxJob.SEGMENTS);
      assertThat(learner.all(ProofSubmitted.class)).hasSize(2);
      assertThat(learner.all(ProofSettled.class))
          .extracting(ProofSettled::status)
          .containsOnly(ProofStatus.ACCEPTED);
      assertThat(learner.all(Paid.class))
          .hasSize(2)
          .allSatisfy(paid -> assertThat(paid.wei()).isPositive());
      assertThat(heldBy(learner)).isEmpty();
    }
    assertThat(first.all(TrainingBegan.class))
        .extracting(TrainingBegan::parent)
        .isEqualTo(second.all(TrainingBegan.class).stream().map(TrainingBegan::parent).toList())
        .doesNotHaveDuplicates();
    assertThat(job.accounts.getFirst().contracts().models().versionCount(SandboxJob.JOB).send())
        .isEqualTo(3);
  }

  @Test
  void aLearnerThatAltersOneWeightIsSlashedAndTheHonestOneIsPaid() throws Exception {
    assertCaught(Cheat.TAMPER);
  }

  @Test
  void aLearnerThatSkipsTrainingIsSlashedAndTheHonestOneIsPaid() throws Exception {
    assertCaught(Cheat.SKIP);
  }

  private void assertCaught(Cheat cheat) throws Exception {
    openNetwork(SandboxJob.of(1));
    Running honest = start(0, Optional.empty());
    Running cheater = start(1, Optional.of(cheat));

    verifyUntil(() -> honest.saw(JobFinished.class) && cheater.saw(JobFinished.class));

    assertThat(cheater.all(ProofSettled.class))
        .extracting(ProofSettled::status)
        .containsExactly(ProofStatus.REJECTED);
    assertThat(cheater.all(Slashed.class))
        .singleElement()
        .satisfies(
            slashed -> {
              assertThat(slashed.wei()).isEqualTo(SandboxJob.BOND);
              assertThat(slashed.reputation()).isEqualTo(40);
            });
    assertThat(cheater.all(Paid.class)).isEmpty();
    assertThat(honest.all(Paid.class)).extracting(Paid::wei).containsExactly(SandboxJob.REWARD);
  }

  @Test
  void aLearnerThatIsStoppedInTheMiddleSubmitsItsProofOnceAfterARestart() throws Exception {
    openNetwork(SandboxJob.of(1));
    CountDownLatch second = new CountDownLatch(2);
    Running stopped =
        start(
            0,
            Optional.empty(),
            event -> {
              if (event instanceof SegmentTrained) {
                second.countDown();
              }
            });
    assertThat(second.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    stopped.node().close();
    Running restarted = start(0, Optional.empty());
    await(() -> restarted.saw(ProofSubmitted.class) || stopped.saw(ProofSubmitted.class));
    restarted.node().close();
    Running again = start(0, Optional.empty());

    verifyUntil(() -> again.saw(JobFinished.class));

    List<ProofOfLearning.Proof> proofs = verifier.proofs(0);
    assertThat(proofs).hasSize(1);
    assertThat(ProofStatus.of(proofs.getFirst().status)).isEqualTo(ProofStatus.ACCEPTED);
    assertThat(again.all(TrainingBegan.class)).isEmpty();
    assertThat(again.all(Paid.class)).hasSize(1);
    assertThat(heldBy(again)).isEmpty();
  }

  @Test
  void aJobThatCannotBeUnderstoodKeepsNobodyFromAnother() throws Exception {
    openNetwork(SandboxJob.of(1));
    job.addMalformedJob();
    Running learner = start(0, Optional.empty());

    verifyUntil(() -> learner.saw(JobFinished.class));

    assertThat(learner.all(Paid.class)).hasSize(1);
    assertThat(learner.all(Hindered.class))
        .extracting(Hindered::reason)
        .filteredOn(reason -> reason.startsWith("Job 2 cannot be understood"))
        .hasSize(1);
  }

  @Test
  void anEngineThatGivesOtherBitsDoesNotTrain() throws Exception {
    openNetwork(new SandboxJob(1, 2, Bytes32.repeat((byte) 1)));
    Running learner = start(0, Optional.empty());
    await(() -> learner.saw(JobUnsuitable.class));
    assertThat(learner.all(JobUnsuitable.class).getFirst().reason())
        .startsWith("The engine test-steps-1 gives other bits here than the job demands");
    assertThat(learner.saw(Enrolled.class)).isFalse();
  }

  @Test
  void authoritiesOfAnotherChainAreNotFollowed() throws Exception {
    openNetwork(SandboxJob.of(1));
    LearnerConfig own = config(0, Optional.empty());
    LearnerConfig elsewhere = changed(own, Bytes32.ZERO, own.identity(), own.grpc());
    List<LearnerEvent> events = new CopyOnWriteArrayList<>();
    try (LearnerNode node =
        new LearnerNode(elsewhere, new Engines(List.of(new StepEngine())), permits, events::add)) {
      node.start();
      Awaitility.await().atMost(PATIENCE).until(() -> !events.isEmpty());
    }
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Hindered.class,
            hindered ->
                assertThat(hindered.reason())
                    .contains(SandboxChain.GENESIS_HASH.toString(), Bytes32.ZERO.toString()));
  }

  @Test
  void aCertificateOfAnotherKeyIsRefusedByName() throws Exception {
    openNetwork(SandboxJob.of(1));
    LearnerConfig own = config(0, Optional.empty());
    LearnerConfig other = config(1, Optional.empty());
    IdentityFiles identity =
        new IdentityFiles(
            own.identity().key(),
            other.identity().certificate(),
            other.identity().certificateKey());
    LearnerConfig mixed = changed(own, own.genesisHash(), identity, own.grpc());
    assertThatThrownBy(
            () ->
                new LearnerNode(
                    mixed, new Engines(List.of(new StepEngine())), permits, LearnerListener.none()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("another node key");
  }

  @Test
  void aNodeWhosePortIsTakenEndsWholly() throws Exception {
    openNetwork(SandboxJob.of(1));
    LearnerConfig own = config(0, Optional.empty());
    GrpcAddress taken = GrpcAddress.at("127.0.0.1", verifier.endpoint().port());
    LearnerConfig clashing = changed(own, own.genesisHash(), own.identity(), taken);
    for (int attempt = 0; attempt < 2; attempt++) {
      // The second one could not open the directory if the first had kept it.
      try (LearnerNode node =
          new LearnerNode(
              clashing, new Engines(List.of(new StepEngine())), permits, LearnerListener.none())) {
        assertThatThrownBy(node::start).isInstanceOf(IOException.class);
      }
    }
  }

  private record Running(LearnerNode node, Path data, List<LearnerEvent> events) {

    <T extends LearnerEvent> List<T> all(Class<T> kind) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    boolean saw(Class<? extends LearnerEvent> kind) {
      return !all(kind).isEmpty();
    }
  }

  private void openNetwork(SandboxJob sandbox) throws Exception {
    job = sandbox;
    rpc = new SandboxRpc(job.chain);
    open.add(rpc);
    verifier = new SandboxVerifier(job, directory);
    open.add(verifier);
  }

  private Running start(int index, Optional<Cheat> cheat) throws Exception {
    return start(index, cheat, LearnerListener.none());
  }

  private Running start(int index, Optional<Cheat> cheat, LearnerListener listener)
      throws Exception {
    LearnerConfig config = config(index, cheat);
    List<LearnerEvent> events = new CopyOnWriteArrayList<>();
    LearnerNode node =
        new LearnerNode(
            config,
            new Engines(List.of(new StepEngine())),
            permits,
            event -> {
              events.add(event);
              listener.on(event);
            });
    open.add(node);
    node.start();
    verifier.learners.put(
        node.address(), new PeerEndpoint(node.address(), "127.0.0.1", node.grpcPort()));
    return new Running(node, config.data(), events);
  }

  private static LearnerConfig changed(
      LearnerConfig own, Bytes32 genesisHash, IdentityFiles identity, GrpcAddress grpc) {
    return new LearnerConfig(
        own.data(),
        genesisHash,
        identity,
        own.rpc(),
        own.jwtSecret(),
        grpc,
        own.engineClasses(),
        own.exact(),
        own.corpus(),
        own.bootNodes(),
        own.cheat());
  }

  private LearnerConfig config(int index, Optional<Cheat> cheat) throws IOException {
    KeyPair key = job.learners.get(index);
    Path home = Files.createDirectories(directory.resolve("learner" + index));
    IdentityFiles identity = IdentityFiles.in(home);
    if (!Files.exists(identity.key())) {
      NodeKeyFile.write(identity.key(), key);
      NodeCertificate.create(
              key, new SecureRandom(), Instant.now().minusSeconds(60), Duration.ofDays(1))
          .write(identity.certificate(), identity.certificateKey());
    }
    PeerEndpoint authority = verifier.endpoint();
    return new LearnerConfig(
        home.resolve("data"),
        SandboxChain.GENESIS_HASH,
        identity,
        // Nobody listens at the first one.
        List.of(URI.create("http://127.0.0.1:1"), rpc.uri()),
        Optional.empty(),
        GrpcAddress.at("127.0.0.1", 0),
        List.of(StepEngine.CLASS),
        ExactSettings.DEFAULT,
        Optional.empty(),
        List.of(new PeerEntry(authority.address(), authority.host(), authority.port())),
        cheat);
  }

  /** What a stopped learner's store still holds. */
  private static List<String> heldBy(Running learner) throws IOException {
    learner.node().close();
    try (ArtifactStore store = ArtifactStore.open(learner.data().resolve("artifacts"))) {
      return List.copyOf(store.holders());
    }
  }

  private void verifyUntil(BooleanSupplier done) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time").isLessThan(deadline);
      verifier.verify();
      Thread.sleep(50);
    }
  }

  private static void await(BooleanSupplier done) {
    Awaitility.await().atMost(PATIENCE).until(done::getAsBoolean);
  }
}
