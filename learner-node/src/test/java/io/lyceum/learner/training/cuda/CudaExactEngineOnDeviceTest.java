package io.lyceum.learner.training.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.ExactTraining;
import io.lyceum.learner.training.exact.SelfTestModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On an NVIDIA device, where the machine has one. */
@Tag("gpu")
class CudaExactEngineOnDeviceTest extends CudaExactEngineCases {

  @Override
  Device openDevice() {
    return DeviceOfThisMachine.open();
  }

  @Test
  void tenStepsOfTheSelfTestGiveTheDigestOfTheProcessor() {
    SelfTestModel model = SelfTestModel.TINY;
    try (Device device = openDevice();
        CudaTraining training =
            CudaTraining.begin(
                model.specification(), model.training(), device, CudaOptions.DEFAULT);
        ExactTraining expected =
            ExactTraining.begin(model.specification(), model.training(), ExactOptions.DEFAULT)) {
      for (int step = 0; step < 10; step++) {
        assertThat(training.step(model.batch(step), step))
            .isEqualTo(expected.step(model.batch(step), step));
      }
      assertThat(training.weightsDigest()).isEqualTo(expected.weightsDigest());
    }
  }
}
