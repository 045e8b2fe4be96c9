package io.lyceum.learner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.genesis.config.Cheat;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class ConductTest {

  private static final int SEGMENTS = 8;

  private final ProofTask task =
      new ProofTask(
          SandboxJob.TRAINING,
          SEGMENTS,
          SandboxJob.STEPS,
          BigInteger.ZERO,
          Bytes32.fromHexString("0x0123456789abcdef" + "11".repeat(24)),
          new Shard(0, 1));
  private final SegmentTrainer trainer =
      new SegmentTrainer(new StepEngine(), task, SandboxJob.CORPUS);

  @Test
  void honestWorkIsRightInEverySegment() {
    assertThat(wrong(run(Optional.empty()))).isEmpty();
  }

  @Test
  void tamperingMakesExactlyOneSegmentWrongByOneUnitInTheLastPlace() {
    List<Segment> proof = run(Optional.of(Cheat.TAMPER));
    Set<Integer> wrong = wrong(proof);
    assertThat(wrong).containsExactly(new TamperingConduct(task).tampered());

    Segment tampered = proof.get(wrong.iterator().next());
    Tensors claimed = tampered.after().parameters();
    Tensors replayed = trainer.train(tampered.index(), tampered.before()).after().parameters();
    List<Integer> ulps = new ArrayList<>();
    for (int t = 0; t < claimed.count(); t++) {
      float[] expected = replayed.copy(t);
      float[] actual = claimed.copy(t);
      for (int i = 0; i < expected.length; i++) {
        if (Float.floatToRawIntBits(expected[i]) != Float.floatToRawIntBits(actual[i])) {
          assertThat(actual[i]).isEqualTo(Math.nextUp(expected[i]));
          ulps.add(i);
        }
      }
    }
    assertThat(ulps).hasSize(1);
  }

  @Test
  void skippingMakesHalfOfTheSegmentsUpInTheSizeOfRealChanges() {
    List<Segment> proof = run(Optional.of(Cheat.SKIP));
    Set<Integer> skipped = new SkippingConduct(task, Loss.ofNats(5)).skipped();
    assertThat(skipped).hasSize(SEGMENTS / 2);
    assertThat(wrong(proof)).isEqualTo(new TreeSet<>(skipped));
    for (Segment segment : proof) {
      assertThat(segment.after().step()).isEqualTo((segment.index() + 1) * SandboxJob.STEPS);
      assertThat(segment.after().parameters().finite()).isTrue();
      assertThat(segment.meanLoss()).isBetween(4.5, 6.0);
      assertThat(segment.after().parameters()).isNotEqualTo(segment.before().parameters());
      assertThat(segment.after().secondMoments().copy(0)).doesNotContain(0f);
    }
  }

  @Test
  void aCheatThatIsRepeatedGivesTheSameProof() {
    for (Cheat cheat : Cheat.values()) {
      assertThat(roots(run(Optional.of(cheat)))).isEqualTo(roots(run(Optional.of(cheat))));
    }
  }

  private List<Segment> run(Optional<Cheat> cheat) {
    Conduct conduct = Conduct.of(cheat, task, Loss.ofNats(5.5));
    List<Segment> segments = new ArrayList<>();
    TrainingState state = TrainingState.atProofStart(Tensors.initial(SandboxJob.MODEL));
    for (int i = 0; i < SEGMENTS; i++) {
      Segment segment = conduct.segment(i, state, trainer);
      segments.add(segment);
      state = segment.after();
    }
    return segments;
  }

  /** The segments that a replay does not confirm. */
  private Set<Integer> wrong(List<Segment> segments) {
    Set<Integer> wrong = new TreeSet<>();
    for (Segment segment : segments) {
      Segment replayed = trainer.train(segment.index(), segment.before());
      if (!Checkpoint.of(replayed.after()).equals(Checkpoint.of(segment.after()))) {
        wrong.add(segment.index());
      }
    }
    return wrong;
  }

  private static List<Bytes32> roots(List<Segment> segments) {
    return segments.stream().map(segment -> Checkpoint.of(segment.after()).root()).toList();
  }
}
