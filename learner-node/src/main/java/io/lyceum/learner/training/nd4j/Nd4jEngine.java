package io.lyceum.learner.training.nd4j;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.TensorDescription;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.AdamW;
import io.lyceum.learner.training.BatchShape;
import io.lyceum.learner.training.IdlePool;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.nd4j.ModelProgram.Purpose;
import io.lyceum.learner.training.nd4j.ModelProgram.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Deeplearning4j: loss and gradients by SameDiff and ND4J's natives, the optimizer by {@link
 * AdamW}. On a CPU, with the AVX2 natives, bit for bit repeatable among x86-64 machines under the
 * environment that {@link NativeRuntime} demands; on a GPU, with those for CUDA, among GPUs of one
 * model. A process has one of the two.
 *
 * <p>Threads share nothing: each call borrows a program that is compiled for its shape, or compiles
 * one. Those that were used last are kept for the next calls.
 */
public final class Nd4jEngine implements TrainingEngine {

  /** The class of an engine on a CPU. */
  public static final String ENGINE_CLASS = "nd4j-cpu-avx2-1";

  /** The class of an engine on a GPU. */
  public static final String CUDA_CLASS = "nd4j-cuda-1";

  /** The most attention scores of a layer that a program may hold. */
  private static final long SCORE_LIMIT = 1L << 28;

  /** Two models' programs for training, evaluation and text, and the self-test's. */
  private static final int IDLE_PROGRAMS_PER_CORE = 7;

  private final IdlePool<Shape, ModelProgram> idle =
      new IdlePool<>(
          IDLE_PROGRAMS_PER_CORE * Runtime.getRuntime().availableProcessors(),
          ModelProgram::shape,
          program -> {});
  private final String engineClass;
  private volatile boolean closed;

  /**
   * An engine on a CPU.
   *
   * @throws io.lyceum.learner.training.EngineUnavailableException if this process cannot give the
   *     class's bits
   */
  public Nd4jEngine() {
    this(ENGINE_CLASS);
    NativeRuntime.startOnCpu();
  }

  private Nd4jEngine(String engineClass) {
    this.engineClass = engineClass;
  }

  /**
   * An engine on a GPU.
   *
   * @throws io.lyceum.learner.training.EngineUnavailableException if this software was built
   *     without it, or there is no GPU
   */
  public static Nd4jEngine onCuda() {
    NativeRuntime.startOnCuda();
    return new Nd4jEngine(CUDA_CLASS);
  }

  /**
   * Checks what an engine on a CPU demands of its process, without loading natives.
   *
   * @throws io.lyceum.learner.training.EngineUnavailableException if the environment or the
   *     processor's architecture is another one
   */
  public static void requireConditions() {
    NativeRuntime.requireEnvironment();
  }

  /**
   * Checks what an engine on a GPU demands of this software, without loading natives.
   *
   * @throws io.lyceum.learner.training.EngineUnavailableException if it was built without it
   */
  public static void requireCudaConditions() {
    NativeRuntime.requireCuda();
  }

  /** Whether this software was built with an engine for GPUs; one may still be missing. */
  public static boolean isBuiltWithCuda() {
    return NativeRuntime.hasCuda();
  }

  @Override
  public String engineClass() {
    return engineClass;
  }

  @Override
  public TrainingResult train(
      TrainingState state,
      Hyperparameters hyperparameters,
      List<Batch> batches,
      long scheduleStep) {
    ModelSpecification specification = state.specification();
    return borrowing(
        shape(specification, Purpose.TRAINING, batches),
        program -> {
          AdamW optimizer = new AdamW(hyperparameters, state);
          float[][] gradients = gradientsOf(specification);
          List<Double> losses = new ArrayList<>(batches.size());
          for (int i = 0; i < batches.size(); i++) {
            program.load(optimizer.parameters());
            double loss = program.loss(batches.get(i));
            program.gradients(gradients);
            boolean finite = optimizer.step(gradients, scheduleStep + i);
            losses.add(finite ? loss : Double.NaN);
          }
          return new TrainingResult(optimizer.state(), losses);
        });
  }

  @Override
  public double evaluate(Tensors parameters, List<Batch> batches) {
    return borrowing(
        shape(parameters.specification(), Purpose.EVALUATION, batches),
        program -> {
          program.load(parameters.copies());
          double sum = 0;
          for (Batch batch : batches) {
            sum += program.loss(batch);
          }
          return sum / batches.size();
        });
  }

  @Override
  public float[] nextTokenScores(Tensors parameters, byte[] tokens) {
    ModelSpecification specification = parameters.specification();
    byte[] window = TrainingEngine.window(specification, tokens);
    return borrowing(
        new Shape(specification, Purpose.SCORING, 1, specification.context()),
        program -> {
          program.load(parameters.copies());
          return program.scores(window);
        });
  }

  @Override
  public void close() {
    closed = true;
    idle.clear();
  }

  private <T> T borrowing(Shape shape, Function<ModelProgram, T> use) {
    if (closed) {
      throw new IllegalStateException("The engine is closed");
    }
    long heads = shape.specification().heads();
    if (heads * shape.rows() * shape.context() > SCORE_LIMIT / shape.context()) {
      throw new IllegalArgumentException(
          "%d windows of %d tokens are too much for this engine"
              .formatted(shape.rows(), shape.context()));
    }
    ModelProgram program = idle.take(shape).orElseGet(() -> new ModelProgram(shape));
    T result = use.apply(program);
    idle.keep(program);
    return result;
  }

  private static Shape shape(
      ModelSpecification specification, Purpose purpose, List<Batch> batches) {
    BatchShape shape = BatchShape.of(specification, batches);
    return new Shape(specification, purpose, shape.rows(), shape.context());
  }

  private static float[][] gradientsOf(ModelSpecification specification) {
    return specification.tensors().stream()
        .map(TensorDescription::size)
        .map(float[]::new)
        .toArray(float[][]::new);
  }
}
