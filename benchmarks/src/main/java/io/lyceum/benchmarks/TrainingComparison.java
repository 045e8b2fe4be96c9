package io.lyceum.benchmarks;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.data.BatchSource;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.ProductSpeed;
import io.lyceum.learner.training.exact.SelfTestModel;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Trains the tiny model of the self-test with both engines and with SameDiff's own sessions in
 * turn, one thread each, and prints tokens per second of the process's processor time, collecting
 * garbage included, and which part of the rate of matrix products the step of exact-1 reaches.
 */
public final class TrainingComparison {

  private static final ModelSpecification MODEL = SelfTestModel.TINY.specification();
  private static final Hyperparameters TRAINING = SelfTestModel.TINY.training();
  private static final int TOKENS = SelfTestModel.TINY.tokensPerStep();
  private static final int STEPS = 4;
  private static final int WARM_UPS = 8;

  /** A product whose operands stay in the cache next to the processor. */
  private static final int[] PEAK = {64, 128, 32};

  private TrainingComparison() {}

  /** The rates of one round. */
  private record Round(double exact, double deeplearning4j, double sessions, double peak) {

    /** Of the rate of products, counting those with weights only. */
    double share() {
      return 6.0 * MODEL.parameters() * exact / (peak * 1e9);
    }
  }

  /**
   * Runs the comparison.
   *
   * @param arguments the number of rounds (default: 5)
   */
  public static void main(String[] arguments) {
    int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    ProductSpeed products = new ProductSpeed(ExactOptions.DEFAULT.kernels());
    System.out.printf("exact-1 computes with %s%n", ExactOptions.DEFAULT.kernels().description());
    try (TrainingEngine exact = new ExactEngine(ExactOptions.DEFAULT);
        TrainingEngine deeplearning4j = new Nd4jEngine()) {
      SameDiffSessions sessions = new SameDiffSessions(MODEL, TRAINING);
      List<Round> measured = new ArrayList<>();
      for (int i = 0; i < WARM_UPS + rounds; i++) {
        Round round = round(exact, deeplearning4j, sessions, products);
        if (i >= WARM_UPS) {
          measured.add(round);
          tell("round %d".formatted(i - WARM_UPS + 1), round);
        }
      }
      tell(
          "median",
          new Round(
              median(measured.stream().mapToDouble(Round::exact).toArray()),
              median(measured.stream().mapToDouble(Round::deeplearning4j).toArray()),
              median(measured.stream().mapToDouble(Round::sessions).toArray()),
              median(measured.stream().mapToDouble(Round::peak).toArray())));
    }
  }

  private static Round round(
      TrainingEngine exact,
      TrainingEngine deeplearning4j,
      SameDiffSessions sessions,
      ProductSpeed products) {
    TrainingState state = exact.initialState(MODEL);
    List<Batch> batches = batches();
    return new Round(
        tokensPerSecond(() -> exact.train(state, TRAINING, batches, 0)),
        tokensPerSecond(() -> deeplearning4j.train(state, TRAINING, batches, 0)),
        tokensPerSecond(() -> sessions.train(state, batches)),
        products.of(PEAK[0], PEAK[1], PEAK[2]));
  }

  private static double tokensPerSecond(Runnable training) {
    return STEPS * TOKENS / ProcessorTime.ofProcess(training);
  }

  private static List<Batch> batches() {
    BatchSource source =
        new BatchSource(
            Corpus.primer(1).trainingPart(),
            Bytes32.ZERO,
            new Shard(0, 1),
            TRAINING.batch(),
            TRAINING.context());
    return IntStream.range(0, STEPS).mapToObj(source::batch).toList();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static void tell(String what, Round round) {
    System.out.printf(
        "%s: tokens per CPU second: exact-1 %,.0f, %.2f times the %,.0f of nd4j-cpu-avx2-1,"
            + " %.2f times the %,.0f of SameDiff's sessions; products %.1f GFLOP/s, the step"
            + " %.0f %% of that%n",
        what,
        round.exact(),
        round.exact() / round.deeplearning4j(),
        round.deeplearning4j(),
        round.exact() / round.sessions(),
        round.sessions(),
        round.peak(),
        100 * round.share());
  }
}
