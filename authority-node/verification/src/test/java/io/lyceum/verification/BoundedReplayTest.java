package io.lyceum.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.contracts.ProofStatus;
import io.lyceum.genesis.config.Cheat;
import io.lyceum.learner.job.Replay;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Learners train with one engine class, and authorities have only another one. */
class BoundedReplayTest extends SandboxVerification {

  private static final Replay BOUND = new Replay.Bounded(20_000);

  private static ExactEngine learners;
  private static Nd4jEngine authorities;
  private static ComputePermits permits;
  private static Bytes32 selfTest;

  @BeforeAll
  static void startEngines() {
    learners = new ExactEngine(ExactOptions.DEFAULT);
    authorities = new Nd4jEngine();
    permits = new ComputePermits(2);
    selfTest = EngineSelfTest.digest(learners);
    assertThat(EngineSelfTest.digest(authorities)).isNotEqualTo(selfTest);
  }

  @AfterAll
  static void stopEngines() {
    permits.close();
    authorities.close();
    learners.close();
  }

  @BeforeEach
  void startNetwork() throws Exception {
    startNetwork(learners, BOUND, selfTest);
    for (int seat = 0; seat < 4; seat++) {
      startVerifier(seat, authorities, permits);
    }
  }

  @Test
  void honestProofIsAcceptedThoughItsBitsAreOthers() throws Exception {
    Bytes32 id = alice.submit(job, initial, 0, HONEST);

    awaitStatus(id, ProofStatus.ACCEPTED);
    assertThat(attestationsOf(id)).isEqualTo(4);
  }

  @Test
  void skippedSegmentsAreFound() throws Exception {
    Bytes32 id = alice.submit(job, initial, 0, Cheat.SKIP);

    awaitStatus(id, ProofStatus.REJECTED);
  }

  @Test
  void oneTensorThatMovedTooFarIsFound() throws Exception {
    Bytes32 id = alice.submit(job, initial, 0, (checkpoint, state) -> steered(state));

    awaitStatus(id, ProofStatus.REJECTED);
  }

  @Test
  void lossThatIsLowerByMoreThanRoundingIsFound() throws Exception {
    BigInteger thousandthOfANat = BigInteger.valueOf(1_000_000);

    Bytes32 id = alice.submit(job, initial, 0, HONEST, thousandthOfANat);

    awaitStatus(id, ProofStatus.REJECTED);
  }

  /** The last tensor of the parameters, a norm's gains, off by a hundredth of their size. */
  private static TrainingState steered(TrainingState state) {
    float[][] arrays = state.parameters().copies();
    float[] last = arrays[arrays.length - 1];
    for (int i = 0; i < last.length; i++) {
      last[i] *= 1.01f;
    }
    return new TrainingState(
        Tensors.of(state.specification(), Arrays.asList(arrays)),
        state.firstMoments(),
        state.secondMoments(),
        state.step());
  }
}
