package io.lyceum.learner.training;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.data.BatchSource;
import io.lyceum.learner.data.Corpus;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains the segments of one proof. A learner calls it to make a proof and an authority to replay a
 * segment of it: the same path, so the same bits.
 */
public final class SegmentTrainer {

  private final TrainingEngine engine;
  private final ProofTask task;
  private final BatchSource batches;

  /**
   * @throws io.lyceum.learner.data.CorpusException if the corpus is too small for the shard
   */
  public SegmentTrainer(TrainingEngine engine, ProofTask task, Corpus corpus) {
    this.engine = engine;
    this.task = task;
    this.batches =
        new BatchSource(
            corpus.trainingPart(),
            task.seed(),
            task.shard(),
            task.hyperparameters().batch(),
            task.hyperparameters().context());
  }

  /**
   * Trains one segment.
   *
   * @param index the segment, from 0
   * @param before the state of checkpoint {@code index}
   * @throws IllegalArgumentException if there is no such segment, or the state's step is not that
   *     of the checkpoint
   */
  public Segment train(int index, TrainingState before) {
    if (index < 0 || index >= task.segments()) {
      throw new IllegalArgumentException(
          "There is no segment %d of %d".formatted(index, task.segments()));
    }
    int first = index * task.stepsPerSegment();
    if (before.step() != first) {
      throw new IllegalArgumentException(
          "Segment %d begins at step %d, not %d".formatted(index, first, before.step()));
    }
    List<Batch> steps =
        IntStream.range(first, first + task.stepsPerSegment()).mapToObj(batches::batch).toList();
    TrainingResult result =
        engine.train(before, task.hyperparameters(), steps, task.scheduleStep(index));
    double sum = 0;
    for (double loss : result.losses()) {
      sum += loss;
    }
    return new Segment(index, before, result.state(), sum / steps.size());
  }
}
