package io.lyceum.learner.training.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FunctionsTest {

  @Test
  void exponentialIsCloseToTheTrueOne() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      float x = random.nextFloat() * 174 - 86.9f;
      double truth = StrictMath.exp(x);
      assertThat(Math.abs(Exponential.of(x) - truth) / truth).as("exp(%s)", x).isLessThan(1e-7);
    }
  }

  @Test
  void exponentialHasItsStatedEnds() {
    assertThat(Exponential.of(0f)).isEqualTo(1f);
    assertThat(Exponential.of(-0f)).isEqualTo(1f);
    assertThat(Exponential.of(Math.nextDown(-87f))).isEqualTo(0f);
    assertThat(Exponential.of(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(Exponential.of(-87f)).isGreaterThanOrEqualTo(Float.MIN_NORMAL);
    assertThat(Exponential.of(Float.POSITIVE_INFINITY)).isEqualTo(Exponential.of(88f)).isFinite();
    assertThat(Exponential.of(Float.NaN)).isNaN();
  }

  /** Bits that somebody who implements the text can compare with. */
  @Test
  void exponentialHasTheseBits() {
    assertThat(Float.toHexString(Exponential.of(1f))).isEqualTo("0x1.5bf0a8p1");
    assertThat(Float.toHexString(Exponential.of(-1f))).isEqualTo("0x1.78b564p-2");
  }

  @Test
  void logarithmIsCloseToTheTrueOne() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      double x = Math.scalb(1 + random.nextDouble(), random.nextInt(200) - 100);
      double truth = StrictMath.log(x);
      assertThat(Logarithm.of(x)).isCloseTo(truth, within(2e-15 * Math.max(1, Math.abs(truth))));
    }
    assertThat(Logarithm.of(1)).isEqualTo(0);
    assertThat(Logarithm.of(Double.NaN)).isNaN();
    assertThat(Logarithm.of(Double.POSITIVE_INFINITY)).isInfinite();
  }

  @Test
  void lanesFoldInTheStatedOrder() {
    float[] lanes = new float[LaneSum.LANES];
    lanes[0] = 1;
    lanes[16] = 1e8f;
    lanes[8] = -1e8f;
    lanes[1] = 1;
    assertThat(LaneSum.fold(lanes)).isEqualTo(1f);
  }
}
