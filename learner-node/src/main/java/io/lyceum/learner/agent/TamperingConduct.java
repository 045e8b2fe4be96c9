package io.lyceum.learner.agent;

import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingState;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Alters one weight of one checkpoint by one unit in the last place. Training goes on from the
 * altered checkpoint, so exactly one segment of the proof is wrong: the one that leads there.
 */
final class TamperingConduct implements Conduct {

  private final SplittableRandom random;
  private final int tampered;

  TamperingConduct(ProofTask task) {
    this.random = new SplittableRandom(task.seed().getLong(0));
    this.tampered = random.nextInt(task.segments());
  }

  /** The segment whose result is altered. */
  int tampered() {
    return tampered;
  }

  @Override
  public Segment segment(int index, TrainingState before, SegmentTrainer trainer) {
    Segment honest = trainer.train(index, before);
    if (index != tampered) {
      return honest;
    }
    TrainingState after = honest.after();
    return new Segment(
        index,
        before,
        new TrainingState(
            altered(after.parameters()), after.firstMoments(), after.secondMoments(), after.step()),
        honest.meanLoss());
  }

  private Tensors altered(Tensors parameters) {
    List<float[]> values = Arrays.asList(parameters.copies());
    float[] tensor = values.get(random.nextInt(values.size()));
    int weight = random.nextInt(tensor.length);
    tensor[weight] = Math.nextUp(tensor[weight]);
    return Tensors.of(parameters.specification(), values);
  }
}
