package io.lyceum.learner.training.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.HeldOutSample;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.KernelChoice;
import io.lyceum.learner.training.exact.TestModels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The kernels give the bits of the scalar arithmetic, on whatever device a subclass opens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CudaExactEngineCases {

  private static final int STEPS = 3;

  /** Three query heads on each of two key heads, sizes that fill no tile, two blocks of rows. */
  private static final ModelSpecification ODD =
      new ModelSpecification(2, 36, 6, 2, 37, 71, 259, 9, 0.05, 1e4, 1e-5);

  private static final Hyperparameters ODD_TRAINING =
      new Hyperparameters(8, 71, 0.01, 0.001, 2, 20, 0.9, 0.95, 1e-8, 0.1, 0.5, 1);

  /** A window of more tokens than a chunk has otherwise; a chunk for each of the three. */
  private static final ModelSpecification LONG =
      new ModelSpecification(1, 8, 2, 1, 8, 520, 256, 2, 0.05, 1e4, 1e-5);

  private static final Hyperparameters LONG_TRAINING =
      new Hyperparameters(3, 520, 0.01, 0.001, 1, 20, 0.9, 0.99, 1e-8, 0.1, 1, 1);

  private ExactEngine reference;
  private CudaExactEngine engine;

  /** Opens a device, or skips the test where there is none. */
  abstract Device openDevice();

  @BeforeAll
  void open() {
    engine = new CudaExactEngine(openDevice(), CudaOptions.DEFAULT);
    reference = new ExactEngine(new ExactOptions(1, KernelChoice.SCALAR, false));
  }

  @AfterAll
  void close() {
    if (engine != null) {
      engine.close();
      reference.close();
    }
  }

  @Test
  void severalStepsGiveTheBitsOfTheScalarKernels() {
    same(TestModels.MODEL, TestModels.TRAINING, engine);
  }

  @Test
  void sizesThatFillNoTile() {
    same(ODD, ODD_TRAINING, engine);
  }

  void aStepOfSizesThatFillNoTile(TrainingEngine other) {
    same(ODD, ODD_TRAINING, 1, other);
  }

  TrainingEngine engine() {
    return engine;
  }

  @Test
  void aWindowLongerThanAChunk() {
    same(LONG, LONG_TRAINING, engine);
  }

  @Test
  void partsOfABatchAndLayersThatAreComputedTwice() {
    try (CudaExactEngine sparing = new CudaExactEngine(openDevice(), new CudaOptions(1, true))) {
      same(ODD, ODD_TRAINING, sparing);
    }
  }

  private void same(ModelSpecification model, Hyperparameters training, TrainingEngine other) {
    same(model, training, STEPS, other);
  }

  private void same(
      ModelSpecification model, Hyperparameters training, int steps, TrainingEngine other) {
    TrainingResult expected = train(model, training, steps, reference);
    TrainingResult actual = train(model, training, steps, other);
    assertThat(actual.losses()).isEqualTo(expected.losses());
    assertThat(actual.state()).isEqualTo(expected.state());
  }

  private static TrainingResult train(
      ModelSpecification model, Hyperparameters training, int steps, TrainingEngine engine) {
    return engine.train(
        engine.initialState(model), training, TestModels.batches(training, steps), 0);
  }

  @Test
  void scoresAndLossesAreThoseOfTheScalarKernels() {
    Tensors parameters = Tensors.initial(ODD);
    List<Batch> sample = HeldOutSample.batches(Corpus.primer(1).heldOutPart(), 2, 9, 71);
    assertThat(engine.evaluate(parameters, sample))
        .isEqualTo(reference.evaluate(parameters, sample));
    byte[] text = "The school of Athens".getBytes(StandardCharsets.US_ASCII);
    assertThat(engine.nextTokenScores(parameters, text))
        .containsExactly(reference.nextTokenScores(parameters, text));
  }

  /** What admits a node to a job. */
  @Test
  void theSelfTestOfJobsGivesTheDigestOfTheProcessor() {
    assertThat(EngineSelfTest.digest(engine)).isEqualTo(EngineSelfTest.digest(reference));
  }

  @Test
  void aTrainingGoesOnWhereTheProcessorLeftIt() {
    List<Batch> batches = TestModels.batches(TestModels.TRAINING, STEPS);
    TrainingState begin = reference.initialState(TestModels.MODEL);
    TrainingState first =
        reference.train(begin, TestModels.TRAINING, batches.subList(0, 1), 0).state();
    assertThat(engine.train(first, TestModels.TRAINING, batches.subList(1, STEPS), 1).state())
        .isEqualTo(reference.train(begin, TestModels.TRAINING, batches, 0).state());
  }

  @Test
  void severalThreadsAskAtOnce() throws Exception {
    Tensors parameters = Tensors.initial(TestModels.MODEL);
    List<Callable<float[]>> questions = new ArrayList<>();
    for (byte token = 1; token <= 4; token++) {
      byte[] text = {token};
      questions.add(() -> engine.nextTokenScores(parameters, text));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      byte token = 1;
      for (Future<float[]> answer : threads.invokeAll(questions)) {
        assertThat(answer.get())
            .containsExactly(reference.nextTokenScores(parameters, new byte[] {token++}));
      }
    }
  }

  @Test
  void aStepThatDivergesIsVoid() {
    float[][] values = Tensors.initial(TestModels.MODEL).copies();
    values[0][0] = Float.NaN;
    Tensors broken = Tensors.of(TestModels.MODEL, List.of(values));
    TrainingResult result =
        engine.train(
            TrainingState.atProofStart(broken),
            TestModels.TRAINING,
            TestModels.batches(TestModels.TRAINING, 1),
            0);
    assertThat(result.losses().getFirst()).isNaN();
    assertThat(result.state().parameters()).isEqualTo(broken);
    assertThat(result.state().step()).isEqualTo(1);
  }

  @Test
  void aClosedEngineRefuses() {
    CudaExactEngine closed = new CudaExactEngine(openDevice(), CudaOptions.DEFAULT);
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.nextTokenScores(Tensors.initial(LONG), new byte[1]))
        .isInstanceOf(IllegalStateException.class);
  }
}
