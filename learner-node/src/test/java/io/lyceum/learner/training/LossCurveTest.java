package io.lyceum.learner.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.data.BatchSource;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.Presets;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both engines learn the primer alike, step by step, with the model of the demonstration. */
class LossCurveTest {

  private static final double TOLERANCE = 0.01;

  @Test
  void forThirtySteps() {
    assertThat(greatestDeviation(30)).isLessThan(TOLERANCE);
  }

  @Test
  @Tag("system")
  void forThreeHundredSteps() {
    assertThat(greatestDeviation(300)).isLessThan(TOLERANCE);
  }

  /** Of the losses of single steps, as a part of Deeplearning4j's. */
  private static double greatestDeviation(int steps) {
    Hyperparameters training = Presets.smallTraining(300);
    BatchSource source =
        new BatchSource(
            Corpus.primer(1).trainingPart(),
            Bytes32.ZERO,
            new Shard(0, 1),
            training.batch(),
            training.context());
    List<Batch> batches = IntStream.range(0, steps).mapToObj(source::batch).toList();
    List<Double> ours;
    List<Double> theirs;
    try (ExactEngine exact = new ExactEngine(ExactOptions.DEFAULT);
        Nd4jEngine deeplearning4j = new Nd4jEngine()) {
      TrainingState start = exact.initialState(Presets.SMALL_MODEL);
      ours = exact.train(start, training, batches, 0).losses();
      theirs = deeplearning4j.train(start, training, batches, 0).losses();
    }
    double greatest = 0;
    for (int i = 0; i < steps; i++) {
      greatest = Math.max(greatest, Math.abs(ours.get(i) / theirs.get(i) - 1));
    }
    assertThat(ours.getLast()).isLessThan(ours.getFirst());
    return greatest;
  }
}
