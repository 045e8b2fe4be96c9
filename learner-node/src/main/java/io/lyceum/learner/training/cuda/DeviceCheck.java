package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.data.BatchSource;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.cuda.Product.Form;
import io.lyceum.learner.training.cuda.Product.Tile;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.TokenWindows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Compares a device with the processor before it is used, where the self-test of jobs does not
 * reach: its model is so small that large tiles are never used, and its batch is one chunk.
 */
public final class DeviceCheck {

  /** More than the largest tile has, and more k than a step of a tile takes. */
  private static final int ROWS = 129;

  private static final int COLUMNS = 131;
  private static final int DEPTH = 37;

  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 32, 4, 2, 48, 32, ModelSpecification.BYTES, 3, 0.05, 1e4, 1e-5);

  /** A batch of two chunks, the last not full. */
  private static final Hyperparameters TRAINING =
      new Hyperparameters(19, 29, 0.01, 0.001, 2, 20, 0.9, 0.99, 1e-8, 0.1, 1, 1);

  private DeviceCheck() {}

  /**
   * Compares products by each kernel, and a step of a training.
   *
   * @throws CudaException if a bit differs, or the device fails
   */
  public static void require(Device device) {
    for (Form form : Form.values()) {
      requireProducts(device, form);
    }
    requireStep(device);
  }

  private static void requireProducts(Device device, Form form) {
    Random random = new Random(form.ordinal());
    float[] a = numbers(random, ROWS * DEPTH);
    float[] b = numbers(random, DEPTH * COLUMNS);
    float[] expected = new float[ROWS * COLUMNS];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        float chain = 0f;
        for (int k = 0; k < DEPTH; k++) {
          float left = a[form == Form.TN ? k * ROWS + i : i * DEPTH + k];
          float right = b[form == Form.NT ? j * DEPTH + k : k * COLUMNS + j];
          chain = Math.fma(left, right, chain);
        }
        expected[i * COLUMNS + j] = chain;
      }
    }
    try (Workspace workspace = new Workspace(device);
        Launcher launcher = new Launcher(device);
        Arena arena = Arena.ofConfined()) {
      DeviceMemory left = workspace.floats(a.length);
      left.put(arena.allocateFrom(JAVA_FLOAT, a));
      DeviceMemory right = workspace.floats(b.length);
      right.put(arena.allocateFrom(JAVA_FLOAT, b));
      DeviceMemory c = workspace.floats(expected.length);
      MemorySegment actual = arena.allocate(JAVA_FLOAT, expected.length);
      for (Tile tile : Tile.values()) {
        c.clear();
        Product.of(
                form,
                Matrix.of(left, form == Form.TN ? ROWS : DEPTH),
                Matrix.of(right, form == Form.NT ? DEPTH : COLUMNS),
                Matrix.of(c, COLUMNS),
                ROWS,
                COLUMNS,
                DEPTH)
            .launch(launcher, tile);
        c.get(actual);
        requireSame(form.kernel(tile).symbol(), expected, actual.toArray(JAVA_FLOAT));
      }
    }
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static void requireStep(Device device) {
    TrainingState begin = TrainingState.atProofStart(Tensors.initial(MODEL));
    Batch batch =
        new BatchSource(
                Corpus.primer(1).trainingPart(),
                Bytes32.ZERO,
                new Shard(0, 1),
                TRAINING.batch(),
                TRAINING.context())
            .batch(0);
    CudaModel.Shape shape = new CudaModel.Shape(MODEL, TRAINING.context(), TRAINING.batch(), true);
    try (ExactEngine processor = new ExactEngine(ExactOptions.DEFAULT);
        CudaModel model = new CudaModel(shape, device, CudaOptions.DEFAULT)) {
      TrainingResult expected = processor.train(begin, TRAINING, List.of(batch), 0);
      TrainingResult actual =
          model.train(begin, TRAINING, List.of(TokenWindows.of(batch)), 0, () -> {});
      if (!actual.equals(expected)) {
        throw new CudaException("A step of a training gives other bits than the processor");
      }
    }
  }

  /**
   * @throws CudaException if a bit differs, that of a zero's sign included
   */
  static void requireSame(String kernel, float[] expected, float[] actual) {
    if (!Arrays.equals(expected, actual)) {
      throw new CudaException("%s gives other bits than the processor".formatted(kernel));
    }
  }
}
