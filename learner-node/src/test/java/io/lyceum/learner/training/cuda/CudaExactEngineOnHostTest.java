package io.lyceum.learner.training.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.learner.model.ModelSpecification;
import org.junit.jupiter.api.Test;

/** On the test double of a driver, which every build with a C++ compiler has. */
class CudaExactEngineOnHostTest extends CudaExactEngineCases {

  @Override
  Device openDevice() {
    return HostDriver.open();
  }

  @Test
  void aModelThatDoesNotFitIsRefusedAndLeavesTheMemoryFree() {
    ModelSpecification large =
        new ModelSpecification(1, 512, 8, 8, 512, 16, 32_768, 1, 0.05, 1e4, 1e-5);
    try (Device device = openDevice()) {
      long free = device.freeMemory();
      CudaModel.Shape shape = new CudaModel.Shape(large, 16, 1, true);
      assertThatThrownBy(() -> new CudaModel(shape, device, CudaOptions.DEFAULT))
          .isInstanceOf(CudaException.class)
          .hasMessageContaining("CUDA_ERROR_OUT_OF_MEMORY");
      assertThat(device.freeMemory()).isEqualTo(free);
    }
  }
}
