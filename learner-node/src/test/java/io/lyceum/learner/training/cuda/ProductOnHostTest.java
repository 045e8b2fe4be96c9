package io.lyceum.learner.training.cuda;

/** On the test double of a driver. */
class ProductOnHostTest extends ProductCases {

  @Override
  Device openDevice() {
    return HostDriver.open();
  }
}
