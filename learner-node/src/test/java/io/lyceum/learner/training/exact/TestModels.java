package io.lyceum.learner.training.exact;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.data.BatchSource;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes32;

/** A small model with sizes that fill no vector, and its training. */
public final class TestModels {

  public static final ModelSpecification MODEL =
      new ModelSpecification(2, 32, 4, 2, 48, 32, ModelSpecification.BYTES, 3, 0.05, 1e4, 1e-5);

  /** A batch of more tokens than a chunk has, the last chunk not full; windows of odd length. */
  public static final Hyperparameters TRAINING =
      new Hyperparameters(19, 29, 0.01, 0.001, 2, 20, 0.9, 0.99, 1e-8, 0.1, 1, 1);

  private TestModels() {}

  public static List<Batch> batches(Hyperparameters training, int steps) {
    BatchSource source =
        new BatchSource(
            Corpus.primer(1).trainingPart(),
            Bytes32.repeat((byte) 5),
            new Shard(0, 1),
            training.batch(),
            training.context());
    return IntStream.range(0, steps).mapToObj(source::batch).toList();
  }

  public static Bytes32 rootAfter(int steps, TrainingEngine engine) {
    return Checkpoint.of(train(steps, engine).state()).root();
  }

  public static TrainingResult train(int steps, TrainingEngine engine) {
    return engine.train(engine.initialState(MODEL), TRAINING, batches(TRAINING, steps), 0);
  }
}
