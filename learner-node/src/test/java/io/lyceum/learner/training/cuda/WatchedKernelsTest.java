package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.KernelChoice;
import io.lyceum.learner.training.exact.TestModels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No thread of a kernel touches what it must not: memory that is not its own, or that another
 * thread changes without a barrier between them.
 */
class WatchedKernelsTest {

  /** Windows of three blocks of rows, three query heads on a key head, and no full tile. */
  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 12, 3, 1, 13, 71, 259, 9, 0.05, 1e4, 1e-5);

  private static final Hyperparameters TRAINING =
      new Hyperparameters(2, 71, 0.01, 0.001, 2, 20, 0.9, 0.95, 1e-8, 0.1, 0.5, 1);

  private static final int COUNT = 100;

  private Device device;
  private Workspace workspace;
  private Launcher launcher;

  @BeforeEach
  void open() {
    device = HostDriver.openWatched();
    workspace = new Workspace(device);
    launcher = new Launcher(device);
  }

  @AfterEach
  void close() {
    if (device != null) {
      workspace.close();
      launcher.close();
      device.close();
    }
  }

  @Test
  void kernelsTouchNothingThatTheyMustNot() {
    DeviceCheck.require(device);
    try (TrainingEngine watched =
            new CudaExactEngine(HostDriver.openWatched(), CudaOptions.DEFAULT);
        TrainingEngine reference =
            new ExactEngine(new ExactOptions(1, KernelChoice.SCALAR, false))) {
      assertThat(train(watched).state()).isEqualTo(train(reference).state());
    }
  }

  private static TrainingResult train(TrainingEngine engine) {
    return engine.train(engine.initialState(MODEL), TRAINING, TestModels.batches(TRAINING, 1), 0);
  }

  /** One block sums all parts of a model, of which small models have too few for a second round. */
  @Test
  void theNormOfManyPartsIsSummedInTheirOrder() {
    int count = 2 * Kernel.THREADS + 7;
    DeviceMemory sums = workspace.floats(count);
    DeviceMemory clip = workspace.floats(2);
    double sum = 0;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(JAVA_FLOAT, count);
      for (int i = 0; i < count; i++) {
        host.setAtIndex(JAVA_FLOAT, i, 1f / (i + 1));
        sum += 1f / (i + 1);
      }
      sums.put(host);
      launcher.with(sums).with(clip).with(count).with(1.0);
      launcher.launch(Kernel.GLOBAL_NORM, new Grid(1, 1, 1));
      MemorySegment result = arena.allocate(JAVA_FLOAT, 2);
      clip.get(result);
      assertThat(result.toArray(JAVA_FLOAT)).containsExactly((float) (1 / Math.sqrt(sum)), 1f);
    }
  }

  @Test
  void anElementBeyondAnAllocationIsFound() {
    DeviceMemory x = workspace.floats(COUNT);
    add(x.address(), workspace.floats(COUNT).address(), COUNT);
    assertThatThrownBy(() -> add(x.address(), workspace.floats(COUNT).address(), COUNT + 1))
        .isInstanceOf(CudaException.class)
        .hasMessage("cuLaunchKernel failed: CUDA_ERROR_ILLEGAL_ADDRESS");
  }

  @Test
  void anAddressThatIsNotAlignedIsFound() {
    DeviceMemory x = workspace.floats(COUNT);
    assertThatThrownBy(() -> add(x.address() + 2, workspace.floats(COUNT).address(), 1))
        .hasMessage("cuLaunchKernel failed: CUDA_ERROR_MISALIGNED_ADDRESS");
  }

  @Test
  void aThreadThatReadsWhatAnotherWritesIsFound() {
    DeviceMemory y = workspace.floats(COUNT);
    assertThatThrownBy(() -> add(y.address(1), y.address(), COUNT - 1))
        .hasMessageStartingWith("cuLaunchKernel failed: a race in add: ");
  }

  /** y = y + x. */
  private void add(long x, long y, long size) {
    launcher.with(x).with(y).with(size).launch(Kernel.ADD, Grid.ofElements(size));
  }
}
