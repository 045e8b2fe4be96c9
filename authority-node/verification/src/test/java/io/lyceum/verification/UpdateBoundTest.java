package io.lyceum.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UpdateBoundTest {

  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 16, 2, 1, 24, 16, 256, 3, 0.05, 10_000, 1e-5);
  private static final Hyperparameters TRAINING =
      new Hyperparameters(4, 16, 0.02, 0.002, 2, 60, 0.9, 0.99, 1e-8, 0.1, 1, 4);
  private static final double EPSILON = 0.001;
  private static final double ALMOST = 0.99;

  private static final ReplayBound MOVEMENT = new ReplayBound(EPSILON);
  private static final UpdateBound UPDATE = new UpdateBound(EPSILON, TRAINING);

  private static TrainingState before;
  private static TrainingState replayed;
  private static TrainingState honest;

  @BeforeAll
  static void trainASegmentWithTwoEngines() {
    ProofTask task = new ProofTask(TRAINING, 2, 10, BigInteger.ZERO, Bytes32.ZERO, new Shard(0, 1));
    Corpus corpus = Corpus.primer(0);
    try (ExactEngine authority = new ExactEngine(ExactOptions.DEFAULT);
        Nd4jEngine learner = new Nd4jEngine()) {
      Segment segment =
          new SegmentTrainer(authority, task, corpus).train(0, authority.initialState(MODEL));
      before = segment.before();
      replayed = segment.after();
      honest = new SegmentTrainer(learner, task, corpus).train(0, before).after();
    }
  }

  @Test
  void whatAnotherEngineComputesIsAdmitted() {
    assertThat(honest).isNotEqualTo(replayed);
    assertThat(MOVEMENT.admits(before, replayed, honest)).isTrue();
    assertThat(UPDATE.admits(replayed, honest)).isTrue();
  }

  /** One m raised and its v lowered, and the next step throws the weight anywhere. */
  @Test
  void momentsThatNoNormShowsDoNotThrowAWeight() {
    float[][] first = replayed.firstMoments().copies();
    float[][] second = replayed.secondMoments().copies();
    for (int tensor = 0; tensor < first.length; tensor++) {
      int least = indexOfLeast(second[tensor]);
      // Both moments began at zero.
      double room = ALMOST * EPSILON * norm(second[tensor]);
      second[tensor][least] = (float) Math.max(0, second[tensor][least] - room);
      first[tensor][least] += (float) (ALMOST * EPSILON * norm(first[tensor]));
    }
    TrainingState claimed = claim(first, second);

    assertThat(MOVEMENT.admits(before, replayed, claimed)).isTrue();
    assertThat(UPDATE.admits(replayed, claimed)).isFalse();
  }

  @Test
  void momentsThatShrinkTogetherAreFoundToo() {
    float[][] first = replayed.firstMoments().copies();
    float[][] second = replayed.secondMoments().copies();
    for (int tensor = 0; tensor < first.length; tensor++) {
      int least = indexOfLeast(second[tensor]);
      second[tensor][least] /= 10_000;
      first[tensor][least] /= 100;
    }

    assertThat(UPDATE.admits(replayed, claim(first, second))).isFalse();
  }

  @Test
  void momentsWithinTheBoundAreAdmittedAndBeyondItAreNot() {
    assertThat(UPDATE.admits(replayed, claim(firstMomentsTimes(1 + 0.9 * EPSILON), squares(1))))
        .isTrue();
    assertThat(UPDATE.admits(replayed, claim(firstMomentsTimes(1 + 1.1 * EPSILON), squares(1))))
        .isFalse();
    // The root halves what v deviates by.
    assertThat(UPDATE.admits(replayed, claim(firstMomentsTimes(1), squares(1 + 1.8 * EPSILON))))
        .isTrue();
    assertThat(UPDATE.admits(replayed, claim(firstMomentsTimes(1), squares(1 + 2.2 * EPSILON))))
        .isFalse();
  }

  @Test
  void aMeanOfSquaresIsNotNegativeNorInfinite() {
    for (float value : new float[] {-Float.MIN_VALUE, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      float[][] second = replayed.secondMoments().copies();
      second[0][indexOfLeast(second[0])] = value;
      TrainingState claimed = claim(replayed.firstMoments().copies(), second);

      assertThat(UPDATE.admits(replayed, claimed)).isFalse();
      assertThat(new UpdateBound(1e9, TRAINING).admits(replayed, claimed)).isFalse();
    }
  }

  @Test
  void momentsThatAreZeroMustBeClaimedZero() {
    assertThat(UPDATE.admits(before, before)).isTrue();

    float[][] first = before.firstMoments().copies();
    first[0][0] = Float.MIN_VALUE;

    assertThat(UPDATE.admits(before, claim(first, before.secondMoments().copies()))).isFalse();
  }

  private static float[][] firstMomentsTimes(double factor) {
    return scaled(replayed.firstMoments(), factor);
  }

  private static float[][] squares(double factor) {
    return scaled(replayed.secondMoments(), factor);
  }

  private static float[][] scaled(Tensors tensors, double factor) {
    float[][] arrays = tensors.copies();
    for (float[] array : arrays) {
      for (int i = 0; i < array.length; i++) {
        array[i] = (float) (array[i] * factor);
      }
    }
    return arrays;
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private static int indexOfLeast(float[] values) {
    int least = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] < values[least]) {
        least = i;
      }
    }
    return least;
  }

  private static TrainingState claim(float[][] first, float[][] second) {
    return new TrainingState(
        replayed.parameters(),
        Tensors.of(MODEL, Arrays.asList(first)),
        Tensors.of(MODEL, Arrays.asList(second)),
        replayed.step());
  }
}
