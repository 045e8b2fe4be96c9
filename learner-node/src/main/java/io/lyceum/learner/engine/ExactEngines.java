package io.lyceum.learner.engine;

import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.cuda.CudaExactEngine;
import io.lyceum.learner.training.cuda.CudaException;
import io.lyceum.learner.training.cuda.CudaOptions;
import io.lyceum.learner.training.cuda.CudaOrProcessorEngine;
import io.lyceum.learner.training.cuda.Device;
import io.lyceum.learner.training.cuda.DeviceCheck;
import io.lyceum.learner.training.cuda.Driver;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses what computes {@code exact-1} on this machine: an NVIDIA device where there is one, else
 * the processor, which also does what the device is too small for or fails at. The driver's
 * variable {@code CUDA_VISIBLE_DEVICES} names the device, or none.
 */
final class ExactEngines {

  private static final Logger LOG = LoggerFactory.getLogger(ExactEngines.class);

  private ExactEngines() {}

  static TrainingEngine open(ExactOptions options) {
    try {
      CudaExactEngine engine =
          new CudaExactEngine(
              checked(Driver.ofThisMachine().openFirst()),
              CudaOptions.DEFAULT.withRecompute(options.recompute()));
      LOG.info("exact-1 computes on {}", engine.device());
      return new CudaOrProcessorEngine(engine, new ExactEngine(options));
    } catch (EngineUnavailableException e) {
      LOG.info("exact-1 computes with {}. {}", options.kernels().description(), e.getMessage());
    } catch (CudaException e) {
      LOG.warn(
          "exact-1 computes with {}, since the NVIDIA device of this machine fails. {}",
          options.kernels().description(),
          e.getMessage());
    }
    return new ExactEngine(options);
  }

  private static Device checked(Device device) {
    try {
      DeviceCheck.require(device);
      return device;
    } catch (CudaException e) {
      device.close();
      throw e;
    }
  }
}
