package io.lyceum.learner.training.cuda;

/** On the test double of a driver that watches every access to memory. */
class ProductWatchedTest extends ProductCases {

  @Override
  Device openDevice() {
    return HostDriver.openWatched();
  }

  /** Many blocks of one element each take long and touch nothing that others do not. */
  @Override
  void moreProductsThanAGridHolds() {}
}
