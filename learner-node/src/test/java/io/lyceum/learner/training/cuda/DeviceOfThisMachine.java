package io.lyceum.learner.training.cuda;

import static org.junit.jupiter.api.Assumptions.abort;

import io.lyceum.learner.training.EngineUnavailableException;

/** The NVIDIA device of the machine that runs the tests. */
final class DeviceOfThisMachine {

  private DeviceOfThisMachine() {}

  /** Opens it; the test is skipped where there is none. */
  static Device open() {
    try {
      return Driver.ofThisMachine().openFirst();
    } catch (EngineUnavailableException e) {
      return abort(e.getMessage());
    }
  }
}
