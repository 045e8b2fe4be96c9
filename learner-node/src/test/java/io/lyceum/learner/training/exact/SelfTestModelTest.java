package io.lyceum.learner.training.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SelfTestModelTest {

  @Test
  void modelsHaveTheirSizes() {
    assertThat(SelfTestModel.TINY.specification().parameters()).isEqualTo(1_623_744);
    assertThat(SelfTestModel.SMALL.specification().parameters())
        .isBetween(81_000_000L, 82_000_000L);
  }

  /** What users compare their machines with must not change. */
  @Test
  void theFirstStepHashesToWhatUsersSee() {
    assertThat(digestAfter(1, new ExactOptions(2, KernelChoice.fastest(), false)))
        .isEqualTo("b62ad6416edcdd02b8702e9b686f89ecb7b4044faa371a7289de5a79bb6adcc1");
  }

  @Test
  @Tag("system")
  void twoHundredStepsHashToWhatUsersSee() {
    assertThat(digestAfter(200, ExactOptions.DEFAULT))
        .isEqualTo("182eff229ee3bcc674ec7cc3d59aa6c2efcdc2b4f57fbc827f8626e186054c0d");
  }

  private static String digestAfter(int steps, ExactOptions options) {
    SelfTestModel model = SelfTestModel.TINY;
    try (ExactTraining training =
        ExactTraining.begin(model.specification(), model.training(), options)) {
      for (int step = 0; step < steps; step++) {
        training.step(model.batch(step), step);
      }
      return HexFormat.of().formatHex(training.weightsDigest());
    }
  }
}
