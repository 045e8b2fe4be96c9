package io.lyceum.learner.training.exact;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.learner.model.TensorDescription;
import io.lyceum.learner.model.TensorDescription.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerTest {

  private final Tensor tensor = new Tensor(new float[] {1f, 2f}, new float[] {0.5f, -0.5f});
  private final Optimizer optimizer =
      new Optimizer(
          TestModels.TRAINING,
          List.of(new TensorDescription("matrix", 1, 2, Role.MATRIX)),
          List.of(tensor),
          new float[1][2],
          new float[1][2],
          0);
  private final Workers workers =
      Workers.of(1, Dimensions.of(TestModels.MODEL, 29), KernelChoice.SCALAR);

  @Test
  void movesWeightsAgainstTheirGradients() {
    assertThat(optimizer.step(0, workers)).isTrue();
    assertThat(tensor.values()[0]).isLessThan(1f);
    assertThat(tensor.values()[1]).isGreaterThan(2f);
  }

  @Test
  void aStepWhoseNormOverflowsIsVoid() {
    tensor.gradients()[0] = 1e20f;
    assertThat(optimizer.step(0, workers)).isFalse();
    assertThat(tensor.values()).containsExactly(1f, 2f);
    assertThat(optimizer.step()).isEqualTo(1);
  }
}
