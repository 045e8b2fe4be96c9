package io.lyceum.learner.training.cuda;

import org.junit.jupiter.api.Tag;

/** On an NVIDIA device, where the machine has one. */
@Tag("gpu")
class ProductOnDeviceTest extends ProductCases {

  @Override
  Device openDevice() {
    return DeviceOfThisMachine.open();
  }
}
