package io.lyceum.learner.training.cuda;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TextScorer;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.ExactEngine;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine class {@code exact-1} on an NVIDIA device, and on the processor what the device is too
 * small for or fails at: the bits are the same.
 */
public final class CudaOrProcessorEngine implements TrainingEngine {

  private static final Logger LOG = LoggerFactory.getLogger(CudaOrProcessorEngine.class);

  private final CudaExactEngine device;
  private final ExactEngine processor;
  private final AtomicBoolean told = new AtomicBoolean();

  /** An engine of both, which it closes with itself. */
  public CudaOrProcessorEngine(CudaExactEngine device, ExactEngine processor) {
    this.device = device;
    this.processor = processor;
  }

  @Override
  public String engineClass() {
    return ExactEngine.ENGINE_CLASS;
  }

  @Override
  public TrainingResult train(
      TrainingState state,
      Hyperparameters hyperparameters,
      List<Batch> batches,
      long scheduleStep) {
    return compute(engine -> engine.train(state, hyperparameters, batches, scheduleStep));
  }

  @Override
  public double evaluate(Tensors parameters, List<Batch> batches) {
    return compute(engine -> engine.evaluate(parameters, batches));
  }

  @Override
  public float[] nextTokenScores(Tensors parameters, byte[] tokens) {
    return compute(engine -> engine.nextTokenScores(parameters, tokens));
  }

  /**
   * One row is too little work for a device: the processor adds tokens, the device does windows.
   */
  @Override
  public TextScorer scorer(Tensors parameters) {
    return processor.scorer(parameters, this);
  }

  private <T> T compute(Function<TrainingEngine, T> computation) {
    try {
      return computation.apply(device);
    } catch (CudaException e) {
      if (!told.getAndSet(true)) {
        LOG.warn(
            "The processor computes what {} fails at, from now on without a further word. {}",
            device.device(),
            e.getMessage());
      }
      return computation.apply(processor);
    }
  }

  @Override
  public void close() {
    try {
      device.close();
    } catch (CudaException e) {
      LOG.info("The device could not be given back. {}", e.getMessage());
    } finally {
      processor.close();
    }
  }
}
