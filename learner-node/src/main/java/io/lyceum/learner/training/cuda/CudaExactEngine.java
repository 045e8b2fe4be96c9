package io.lyceum.learner.training.cuda;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.BatchShape;
import io.lyceum.learner.training.IdlePool;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.TokenWindows;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * The engine class {@code exact-1} on an NVIDIA device: the bits of {@link ExactEngine}. A step
 * stays on the device; weights go there when a segment begins and come back at its end. Its calls
 * throw {@link CudaException} if the device is too small or fails.
 */
public final class CudaExactEngine implements TrainingEngine {

  /** A model for training, one for evaluation and one for text. */
  private static final int IDLE_MODELS = 3;

  private final Device device;
  private final CudaOptions options;
  private final IdlePool<CudaModel.Shape, CudaModel> idle =
      new IdlePool<>(IDLE_MODELS, CudaModel::shape, CudaModel::close);

  /** Held for reading while a model computes, so that the device is not given back under it. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  /** Set before the device is given back, so that computations under way end soon. */
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * An engine on a device, which it closes with itself.
   *
   * @param device from {@link Driver#openFirst}
   */
  public CudaExactEngine(Device device, CudaOptions options) {
    this.device = device;
    this.options = options;
  }

  /** What it computes on. */
  public DeviceDescription device() {
    return device.description();
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
    return borrowing(
        shape(state.specification(), batches, true),
        model ->
            model.train(
                state,
                hyperparameters,
                batches.stream().map(TokenWindows::of).toList(),
                scheduleStep,
                this::requireOpen));
  }

  @Override
  public double evaluate(Tensors parameters, List<Batch> batches) {
    return borrowing(
        shape(parameters.specification(), batches, false),
        model -> {
          double sum = 0;
          for (Batch batch : batches) {
            requireOpen();
            sum += model.loss(parameters, TokenWindows.of(batch));
          }
          return sum / batches.size();
        });
  }

  private static CudaModel.Shape shape(
      ModelSpecification specification, List<Batch> batches, boolean training) {
    BatchShape batch = BatchShape.of(specification, batches);
    return new CudaModel.Shape(specification, batch.context(), batch.rows(), training);
  }

  @Override
  public float[] nextTokenScores(Tensors parameters, byte[] tokens) {
    ModelSpecification specification = parameters.specification();
    byte[] window = TrainingEngine.window(specification, tokens);
    return borrowing(
        new CudaModel.Shape(specification, specification.context(), 1, false),
        model -> model.scores(parameters, window));
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    use.writeLock().lock();
    try (device) {
      idle.clear();
    } finally {
      use.writeLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("The engine is closed");
    }
  }

  /** Computes with a model; if the device fails, once more without the memory of idle models. */
  private <T> T borrowing(CudaModel.Shape shape, Function<CudaModel, T> computation) {
    use.readLock().lock();
    try {
      requireOpen();
      try {
        return compute(shape, computation);
      } catch (CudaException e) {
        freeAfter(e, idle::clear);
        return compute(shape, computation);
      }
    } finally {
      use.readLock().unlock();
    }
  }

  private <T> T compute(CudaModel.Shape shape, Function<CudaModel, T> computation) {
    CudaModel model = idle.take(shape).orElseGet(() -> new CudaModel(shape, device, options));
    T result;
    try {
      result = computation.apply(model);
    } catch (RuntimeException | Error e) {
      freeAfter(e, model::close);
      throw e;
    }
    idle.keep(model);
    return result;
  }

  /** A device that has failed refuses to free memory, too; what failed first is what counts. */
  private static void freeAfter(Throwable failure, Runnable free) {
    try {
      free.run();
    } catch (CudaException e) {
      failure.addSuppressed(e);
    }
  }
}
