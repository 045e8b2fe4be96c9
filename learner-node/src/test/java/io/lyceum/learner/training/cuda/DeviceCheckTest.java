package io.lyceum.learner.training.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeviceCheckTest {

  @Test
  void aDeviceWithTheBitsOfTheProcessorPassesAndIsLeftEmpty() {
    try (Device device = HostDriver.open()) {
      long free = device.freeMemory();
      DeviceCheck.require(device);
      assertThat(device.peakMemory()).isPositive();
      assertThat(device.freeMemory()).isEqualTo(free);
    }
  }

  @Test
  void theSignOfAZeroCounts() {
    float[] zero = {1f, 0f};
    DeviceCheck.requireSame("product_nn_128", zero, zero.clone());
    assertThatThrownBy(() -> DeviceCheck.requireSame("product_nn_128", zero, new float[] {1f, -0f}))
        .isInstanceOf(CudaException.class)
        .hasMessage("product_nn_128 gives other bits than the processor");
  }
}
