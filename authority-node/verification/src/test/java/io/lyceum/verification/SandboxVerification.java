package io.lyceum.verification;

import static io.lyceum.contracts.SandboxNetwork.BOND;
import static io.lyceum.contracts.SandboxNetwork.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.contracts.Account;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.ReplayMode;
import io.lyceum.contracts.SandboxChain;
import io.lyceum.contracts.SandboxNetwork;
import io.lyceum.contracts.TrainingJobs;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.CorpusStore;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.JobReader;
import io.lyceum.learner.job.Replay;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.HeldOutEvaluator;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.network.transport.PeerEndpoint;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Learners and verifiers with real engines, real stores and transfers, on the real contracts in our
 * EVM; only the blocks come from a clock of the test.
 */
abstract class SandboxVerification {

  static final ModelSpecification MODEL =
      new ModelSpecification(1, 16, 2, 1, 24, 16, 256, 3, 0.05, 10_000, 1e-5);
  static final int SEGMENTS = 4;
  static final int STEPS = 4;
  static final long WINDOW = 400;
  static final TestLearner.Forgery HONEST = (checkpoint, state) -> state;
  static final Corpus CORPUS = Corpus.primer(1);

  private static final Hyperparameters TRAINING =
      new Hyperparameters(4, 16, 0.02, 0.002, 2, 60, 0.9, 0.99, 1e-8, 0.1, 1, 4);

  @TempDir Path directory;
  final List<AutoCloseable> open = new ArrayList<>();
  final List<VerificationEvent> events = new CopyOnWriteArrayList<>();
  final List<ArtifactNode> nodes = new ArrayList<>();
  SandboxNetwork network;
  Job job;
  TestLearner alice;
  TestLearner bob;
  TrainingState initial;

  /** Starts a network with a job, for which its learners train with an engine. */
  void startNetwork(TrainingEngine engine, Replay replay, Bytes32 digest) throws Exception {
    initial = engine.initialState(MODEL);
    network = new SandboxNetwork(MODEL.toJson().toArrayUnsafe(), terms(engine, replay, digest));
    network.authorities.getFirst().contracts().proofs().begin(JOB).send();
    alice = learner(network.alice, engine);
    bob = learner(network.bob, engine);
    for (Account authority : network.authorities) {
      ArtifactNode node = ArtifactNode.start(authority, directory);
      nodes.add(node);
      open.add(node);
    }
    new CorpusStore(nodes.getFirst().store()).put("corpus", CORPUS);
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

  private TestLearner learner(Account account, TrainingEngine engine) throws Exception {
    ArtifactNode node = ArtifactNode.start(account, directory);
    open.add(node);
    return new TestLearner(account, node, engine, CORPUS);
  }

  private ChainClient client(ArtifactNode node) {
    return new ChainClient(
        network.web3j, node.key(), SandboxChain.CHAIN_ID, Duration.ofSeconds(10));
  }

  /** Starts the verifier of an authority. */
  Verifier startVerifier(int seat, TrainingEngine engine, ComputePermits permits) {
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

  void awaitStatus(Bytes32 id, ProofStatus expected) {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(ProofStatus.of(network.proof(id.toArrayUnsafe()).status))
                    .as(events.toString())
                    .isEqualTo(expected));
  }

  int attestationsOf(Bytes32 id) throws Exception {
    return network.proof(id.toArrayUnsafe()).attestations.intValueExact();
  }

  private TrainingJobs.Terms terms(TrainingEngine engine, Replay replay, Bytes32 digest) {
    Loss loss =
        Loss.ofNats(new HeldOutEvaluator(engine, TRAINING, CORPUS).evaluate(initial.parameters()));
    ReplayMode mode = ReplayMode.EXACT;
    int bound = 0;
    if (replay instanceof Replay.Bounded bounded) {
      mode = ReplayMode.BOUNDED;
      bound = bounded.millionths();
    }
    return new TrainingJobs.Terms(
        BigInteger.ONE,
        BigInteger.ZERO,
        CORPUS.commitment().toArrayUnsafe(),
        TRAINING.toJson().toArrayUnsafe(),
        engine.engineClass(),
        mode.number(),
        BigInteger.valueOf(bound),
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
