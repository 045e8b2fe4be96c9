package io.lyceum.learner.training.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.learner.training.EngineUnavailableException;
import org.junit.jupiter.api.Test;

class DriverTest {

  @Test
  void aMachineWithoutDriverIsToldSo() {
    assertThatThrownBy(() -> Driver.load("libno-such-driver.so.1"))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessage(
            "No NVIDIA driver was found on this machine:"
                + " there is no library libno-such-driver.so.1");
  }

  @Test
  void describesItsDevices() {
    try (Device device = HostDriver.open()) {
      assertThat(device.description().name()).isEqualTo("test double on the host");
      assertThat(device.description().multiprocessors()).isEqualTo(4);
      assertThat(device.description().supported()).isTrue();
    }
  }

  @Test
  void errorsNameTheCallAndTheError() {
    try (Device device = HostDriver.open()) {
      assertThatThrownBy(() -> device.allocate(0))
          .isInstanceOf(CudaException.class)
          .hasMessage("cuMemAlloc_v2 failed: CUDA_ERROR_INVALID_VALUE");
    }
  }

  @Test
  void kernelsWithWrongArgumentsAreNotLaunched() {
    try (Device device = HostDriver.open();
        Launcher launcher = new Launcher(device)) {
      assertThatThrownBy(() -> launcher.with(1).launch(Kernel.ADD, new Grid(1, 1, 1)))
          .isInstanceOf(CudaException.class);
    }
  }

  @Test
  void theRateOfProductsIsMeasuredToTheirEnd() {
    try (Device device = HostDriver.open()) {
      assertThat(new CudaProductSpeed(device).of(8, 8, 8)).isPositive();
      assertThat(device.peakMemory()).isGreaterThanOrEqualTo(3 * 64 * Float.BYTES);
    }
  }

  @Test
  void devicesOlderThanTheKernelsAreNotUsed() {
    assertThat(new DeviceDescription(0, "Tesla V100", 7, 0, 80, 1L << 34).supported()).isFalse();
    assertThat(new DeviceDescription(0, "Tesla T4", 7, 5, 40, 1L << 34).supported()).isTrue();
    assertThat(new DeviceDescription(0, "NVIDIA H200", 9, 0, 132, 1L << 37).supported()).isTrue();
  }
}
