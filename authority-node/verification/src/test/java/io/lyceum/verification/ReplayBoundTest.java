package io.lyceum.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.training.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReplayBoundTest {

  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 16, 2, 1, 24, 16, 256, 3, 0.05, 10_000, 1e-5);
  private static final int TENSORS = MODEL.tensors().size();
  private static final int PARTS = 3;
  private static final double EPSILON = 0.1;

  private final ReplayBound bound = new ReplayBound(EPSILON);

  @Property(tries = 50)
  void whatDeviatesByLessThanTheBoundIsAdmitted(
      @ForAll long seed, @ForAll @IntRange(max = 999) int thousandths) {
    Replayed segment = new Replayed(seed);

    assertThat(segment.admitted(segment.deviating(thousandths / 1000.0 * EPSILON, all()))).isTrue();
  }

  @Property(tries = 50)
  void oneTensorThatDeviatesByMoreIsNot(
      @ForAll long seed,
      @ForAll @IntRange(min = 1001) int thousandths,
      @ForAll("tensors") int tensor) {
    Replayed segment = new Replayed(seed);

    assertThat(segment.admitted(segment.deviating(thousandths / 1000.0 * EPSILON, List.of(tensor))))
        .isFalse();
  }

  @Property(tries = 50)
  void oneTensorThatWasNotTrainedIsNot(@ForAll long seed, @ForAll("tensors") int tensor) {
    Replayed segment = new Replayed(seed);
    List<float[]> claimed = copies(segment.after);
    claimed.set(tensor, segment.before.get(tensor));

    assertThat(segment.admitted(claimed)).isFalse();
    assertThat(segment.admitted(segment.before)).isFalse();
  }

  @Property(tries = 50)
  void oneValueThatIsNotFiniteIsNot(
      @ForAll long seed, @ForAll("tensors") int tensor, @ForAll("notFinite") float value) {
    Replayed segment = new Replayed(seed);
    List<float[]> claimed = copies(segment.after);
    claimed.get(tensor)[0] = value;

    assertThat(segment.admitted(claimed)).isFalse();
    // Nor does a replay that overflowed make room for anything.
    assertThat(bound.admits(state(segment.before), state(claimed), state(claimed))).isFalse();
    assertThat(bound.admits(state(segment.before), state(claimed), state(segment.after))).isFalse();
    assertThat(bound.admits(state(claimed), state(segment.after), state(segment.after))).isFalse();
  }

  @Property(tries = 50)
  void aTensorThatDidNotMoveMustBeClaimedUnmoved(
      @ForAll long seed, @ForAll("tensors") int tensor, @ForAll @IntRange(max = 15) int index) {
    Replayed segment = new Replayed(seed);
    segment.after.set(tensor, segment.before.get(tensor));
    List<float[]> claimed = copies(segment.after);
    assertThat(segment.admitted(claimed)).isTrue();

    claimed.get(tensor)[index] = Math.nextUp(claimed.get(tensor)[index]);

    assertThat(segment.admitted(claimed)).isFalse();
  }

  @Test
  void aSegmentsLossIsBoundAsItsTensorsAre() {
    Loss replayed = Loss.ofNats(2);

    assertThat(bound.admits(replayed, Loss.ofNats(2.199))).isTrue();
    assertThat(bound.admits(replayed, Loss.ofNats(1.801))).isTrue();
    assertThat(bound.admits(replayed, Loss.ofNats(2.201))).isFalse();
    assertThat(bound.admits(replayed, Loss.ofNats(1.799))).isFalse();
  }

  @Test
  void aHeldOutLossDiffersByRoundingAlone() {
    Loss evaluated = Loss.ofNats(2);

    assertThat(ReplayBound.admitsEvaluation(evaluated, Loss.ofNats(2.00001))).isTrue();
    assertThat(ReplayBound.admitsEvaluation(evaluated, Loss.ofNats(1.99999))).isTrue();
    assertThat(ReplayBound.admitsEvaluation(evaluated, Loss.ofNats(1.9999))).isFalse();
    assertThat(ReplayBound.admitsEvaluation(Loss.ofNats(0), Loss.ofNats(1e-9))).isFalse();
  }

  @Test
  void aLossThatDivergedIsNearOnlyToAnotherOne() {
    Loss finite = Loss.ofNats(1e9);

    assertThat(bound.admits(Loss.DIVERGED, Loss.DIVERGED)).isTrue();
    assertThat(bound.admits(Loss.DIVERGED, finite)).isFalse();
    assertThat(bound.admits(finite, Loss.DIVERGED)).isFalse();
    assertThat(ReplayBound.admitsEvaluation(finite, Loss.DIVERGED)).isFalse();
    assertThat(ReplayBound.admitsEvaluation(Loss.DIVERGED, finite)).isFalse();
  }

  @Provide
  Arbitrary<Integer> tensors() {
    return Arbitraries.integers().between(0, PARTS * TENSORS - 1);
  }

  @Provide
  Arbitrary<Float> notFinite() {
    return Arbitraries.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
  }

  /** A segment that moves all of its tensors, those of the parameters and of both moments. */
  private final class Replayed {

    private final SplittableRandom random;
    private final List<float[]> before;
    private final List<float[]> after = new ArrayList<>();

    Replayed(long seed) {
      this.random = new SplittableRandom(seed);
      this.before = arrays();
      for (float[] tensor : before) {
        double size = Math.pow(10, random.nextDouble(-3, 0));
        float[] moved = new float[tensor.length];
        for (int i = 0; i < tensor.length; i++) {
          moved[i] = (float) (tensor[i] + size * random.nextGaussian());
        }
        after.add(moved);
      }
    }

    boolean admitted(List<float[]> claimed) {
      return bound.admits(state(before), state(after), state(claimed));
    }

    /** What a learner might claim that is off by a part of the movement in some tensors. */
    List<float[]> deviating(double part, List<Integer> tensors) {
      List<float[]> claimed = copies(after);
      for (int tensor : tensors) {
        float[] values = claimed.get(tensor);
        double[] direction = random.doubles(values.length, -1, 1).toArray();
        double scale = part * norm(difference(tensor)) / norm(direction);
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (values[i] + scale * direction[i]);
        }
      }
      return claimed;
    }

    private double[] difference(int tensor) {
      double[] difference = new double[before.get(tensor).length];
      for (int i = 0; i < difference.length; i++) {
        difference[i] = (double) after.get(tensor)[i] - before.get(tensor)[i];
      }
      return difference;
    }

    private List<float[]> arrays() {
      List<float[]> arrays = new ArrayList<>();
      for (int i = 0; i < PARTS * TENSORS; i++) {
        float[] values = new float[MODEL.tensors().get(i % TENSORS).size()];
        for (int j = 0; j < values.length; j++) {
          values[j] = (float) random.nextGaussian();
        }
        arrays.add(values);
      }
      return arrays;
    }
  }

  private static List<Integer> all() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < PARTS * TENSORS; i++) {
      all.add(i);
    }
    return all;
  }

  private static List<float[]> copies(List<float[]> arrays) {
    List<float[]> copies = new ArrayList<>();
    arrays.forEach(array -> copies.add(array.clone()));
    return copies;
  }

  private static TrainingState state(List<float[]> arrays) {
    return new TrainingState(
        Tensors.of(MODEL, arrays.subList(0, TENSORS)),
        Tensors.of(MODEL, arrays.subList(TENSORS, 2 * TENSORS)),
        Tensors.of(MODEL, arrays.subList(2 * TENSORS, 3 * TENSORS)),
        4);
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
