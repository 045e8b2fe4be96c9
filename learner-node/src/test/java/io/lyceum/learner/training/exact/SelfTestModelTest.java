package io.lyceum.learner.training.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
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
    SelfTestModel model = SelfTestModel.TINY;
    ExactOptions options = new ExactOptions(2, KernelChoice.fastest(), false);
    try (ExactTraining training =
        ExactTraining.begin(model.specification(), model.training(), options)) {
      training.step(model.batch(0), 0);
      assertThat(HexFormat.of().formatHex(training.weightsDigest()))
          .isEqualTo("b62ad6416edcdd02b8702e9b686f89ecb7b4044faa371a7289de5a79bb6adcc1");
    }
  }
}
