package io.lyceum.learner.training.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.lyceum.learner.data.Batch;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.HeldOutSample;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactEngineTest {

  private static final byte[] TEXT = "The school of Athens".getBytes(StandardCharsets.US_ASCII);

  @Test
  void trainingInPiecesGivesTheBitsOfTrainingInOne() {
    try (ExactEngine engine = new ExactEngine(ExactOptions.DEFAULT)) {
      TrainingState whole = TestModels.train(4, engine).state();
      List<Batch> batches = TestModels.batches(TestModels.TRAINING, 4);
      TrainingState first =
          engine
              .train(
                  engine.initialState(TestModels.MODEL),
                  TestModels.TRAINING,
                  batches.subList(0, 1),
                  0)
              .state();
      TrainingState rest =
          engine.train(first, TestModels.TRAINING, batches.subList(1, 4), 1).state();
      assertThat(rest).isEqualTo(whole);
    }
  }

  @Test
  void scoresAndLossesAreThoseOfDeeplearning4j() {
    Tensors parameters = Tensors.initial(TestModels.MODEL);
    List<Batch> sample = HeldOutSample.batches(Corpus.primer(1).heldOutPart(), 2, 3, 32);
    try (ExactEngine exact = new ExactEngine(ExactOptions.DEFAULT);
        Nd4jEngine deeplearning4j = new Nd4jEngine()) {
      assertThat(exact.evaluate(parameters, sample) / deeplearning4j.evaluate(parameters, sample))
          .isBetween(1 - 1e-6, 1 + 1e-6);
      float[] ours = exact.nextTokenScores(parameters, TEXT);
      float[] theirs = deeplearning4j.nextTokenScores(parameters, TEXT);
      for (int i = 0; i < ours.length; i++) {
        assertThat(Math.abs(ours[i] - theirs[i])).isLessThan(1e-5f);
      }
    }
  }

  @Test
  void onlyTheLastTokensOfALongTextCount() {
    Tensors parameters = Tensors.initial(TestModels.MODEL);
    byte[] tail = "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    byte[] text = ("ignored " + new String(tail, StandardCharsets.US_ASCII)).getBytes();
    try (ExactEngine engine = new ExactEngine(ExactOptions.DEFAULT)) {
      assertThat(engine.nextTokenScores(parameters, text))
          .isEqualTo(engine.nextTokenScores(parameters, tail));
      assertThatThrownBy(() -> engine.nextTokenScores(parameters, new byte[0]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aStepThatDivergesIsVoid() {
    Tensors huge = Tensors.initial(TestModels.MODEL);
    float[][] values = huge.copies();
    values[0][0] = Float.NaN;
    Tensors broken = Tensors.of(TestModels.MODEL, List.of(values));
    try (ExactEngine engine = new ExactEngine(ExactOptions.DEFAULT)) {
      var result =
          engine.train(
              TrainingState.atProofStart(broken),
              TestModels.TRAINING,
              TestModels.batches(TestModels.TRAINING, 1),
              0);
      assertThat(result.losses().getFirst()).isNaN();
      assertThat(result.state().parameters()).isEqualTo(broken);
      assertThat(result.state().step()).isEqualTo(1);
    }
  }

  @Test
  void scalarStepsAllocateNothingHoweverLargeTheBatch() {
    ExactOptions options = new ExactOptions(1, KernelChoice.SCALAR, false);
    Hyperparameters training = TestModels.TRAINING;
    TokenWindows batch = TokenWindows.of(TestModels.batches(training, 1).getFirst());
    TokenWindows large = repeated(batch, 20);
    Dimensions dimensions = Dimensions.of(TestModels.MODEL, training.context());
    Network network = new Network(TestModels.MODEL, training.context(), options);
    try (Workers workers = Workers.of(options.threads(), dimensions, options.kernels())) {
      network.layOut(workers);
      network.gradients(batch, workers);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      network.gradients(large, workers);
      network.layOut(workers);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }
  }

  private static TokenWindows repeated(TokenWindows batch, int times) {
    return new TokenWindows() {
      @Override
      public int windows() {
        return times * batch.windows();
      }

      @Override
      public int context() {
        return batch.context();
      }

      @Override
      public int input(int window, int position) {
        return batch.input(window % batch.windows(), position);
      }

      @Override
      public int target(int window, int position) {
        return batch.target(window % batch.windows(), position);
      }
    };
  }
}
