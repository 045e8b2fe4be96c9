package io.lyceum.learner.training.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.HeldOutSample;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TextScorer;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.TestModels;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the test double of a driver, which every build with a C++ compiler has. */
class CudaExactEngineOnHostTest extends CudaExactEngineCases {

  @Override
  Device openDevice() {
    return HostDriver.open();
  }

  @ParameterizedTest
  @ValueSource(ints = {HostDriver.DESCENDING, HostDriver.SHUFFLED})
  void theOrderInWhichThreadsRunChangesNoBit(int order) {
    try (Device device = HostDriver.open(order)) {
      DeviceCheck.require(device);
      try (CudaExactEngine shuffled =
          new CudaExactEngine(HostDriver.open(order), CudaOptions.DEFAULT)) {
        aStepOfSizesThatFillNoTile(shuffled);
      }
    } finally {
      HostDriver.open().close();
    }
  }

  /** What the time of small models depends on: 38 launches for a layer and 16 besides. */
  @Test
  void aStepTakesFewLaunches() {
    long before = HostDriver.launches();
    TestModels.train(1, engine());
    int layers = TestModels.MODEL.layers();
    assertThat(HostDriver.launches() - before).isEqualTo(38 * layers + 16);
  }

  @Test
  void aModelThatDoesNotFitIsRefusedAndLeavesTheMemoryFree() {
    ModelSpecification large =
        new ModelSpecification(1, 512, 8, 8, 512, 16, 32_768, 1, 0.05, 1e4, 1e-5);
    try (Device device = openDevice()) {
      long free = device.freeMemory();
      CudaModel.Shape shape = new CudaModel.Shape(large, 16, 1, true);
      assertThatThrownBy(() -> new CudaModel(shape, device, CudaOptions.DEFAULT))
          .isInstanceOf(CudaException.class)
          .hasMessageContaining("CUDA_ERROR_OUT_OF_MEMORY");
      assertThat(device.freeMemory()).isEqualTo(free);
    }
  }

  @Test
  void idleModelsMakeRoomForTheNext() {
    Device device = openDevice();
    Tensors parameters = Tensors.initial(TestModels.MODEL);
    try (CudaExactEngine engine = new CudaExactEngine(device, CudaOptions.DEFAULT)) {
      float[] expected = engine.nextTokenScores(parameters, new byte[1]);
      TestModels.train(1, engine);
      long free = device.freeMemory();
      try (DeviceMemory taken = device.allocate(free)) {
        List<Batch> sample = HeldOutSample.batches(Corpus.primer(1).heldOutPart(), 1, 1, 5);
        assertThat(engine.evaluate(parameters, sample)).isPositive();
        assertThat(device.freeMemory()).isPositive();
      }
      assertThat(engine.nextTokenScores(parameters, new byte[1])).containsExactly(expected);
    }
  }

  @Test
  void theProcessorComputesWhatTheDeviceHasNoRoomFor() {
    Device device = openDevice();
    try (ExactEngine reference = new ExactEngine(ExactOptions.DEFAULT);
        CudaOrProcessorEngine engine =
            new CudaOrProcessorEngine(
                new CudaExactEngine(device, CudaOptions.DEFAULT),
                new ExactEngine(ExactOptions.DEFAULT))) {
      Bytes32 expected = TestModels.rootAfter(2, reference);
      long free = device.freeMemory();
      try (DeviceMemory taken = device.allocate(free)) {
        assertThat(TestModels.rootAfter(2, engine)).isEqualTo(expected);
        assertThat(device.freeMemory()).isZero();
      }
      assertThat(TestModels.rootAfter(2, engine)).isEqualTo(expected);
      assertThat(device.freeMemory()).as("the device computes again").isLessThan(free);
    }
  }

  @Test
  void theProcessorAddsTokensAndTheDeviceComputesWindowsThatSlide() {
    Device device = openDevice();
    Tensors parameters = Tensors.initial(TestModels.MODEL);
    byte[] text = new byte[TestModels.MODEL.context() + 1];
    try (ExactEngine reference = new ExactEngine(ExactOptions.DEFAULT);
        CudaOrProcessorEngine engine =
            new CudaOrProcessorEngine(
                new CudaExactEngine(device, CudaOptions.DEFAULT),
                new ExactEngine(ExactOptions.DEFAULT));
        TextScorer scorer = engine.scorer(parameters)) {
      long free = device.freeMemory();
      byte[] window = Arrays.copyOf(text, text.length - 1);
      assertThat(scorer.append(window)).isEqualTo(reference.nextTokenScores(parameters, window));
      assertThat(device.freeMemory()).isEqualTo(free);
      assertThat(scorer.append((byte) 0)).isEqualTo(reference.nextTokenScores(parameters, text));
      assertThat(device.freeMemory()).isLessThan(free);
    }
  }

  @Test
  void closingEndsATrainingBetweenTwoSteps() {
    Device device = openDevice();
    long free = device.freeMemory();
    CudaExactEngine engine = new CudaExactEngine(device, CudaOptions.DEFAULT);
    TrainingState begin = engine.initialState(TestModels.MODEL);
    List<Batch> many =
        Collections.nCopies(5_000, TestModels.batches(TestModels.TRAINING, 1).getFirst());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<TrainingResult> training =
          threads.submit(() -> engine.train(begin, TestModels.TRAINING, many, 0));
      await().atMost(Duration.ofMinutes(1)).until(() -> device.freeMemory() < free);
      engine.close();
      assertThatThrownBy(training::get).hasRootCauseMessage("The engine is closed");
    }
  }
}
