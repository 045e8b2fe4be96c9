package io.lyceum.learner.agent;

import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingState;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Leaves out the training of half of the segments, drawn from the proof's seed, and makes their
 * checkpoints up: everything moves by a little, in the size of a real segment's changes, so that
 * only a replay tells. The other segments are trained honestly from whatever came before.
 */
final class SkippingConduct implements Conduct {

  private static final double WEIGHT_CHANGE = 1e-3;
  private static final double MOMENT_CHANGE = 0.1;
  private static final double LEAST_MOMENT = 1e-4;
  private static final double LOSS_CHANGE = 5e-3;

  private final ProofTask task;
  private final SplittableRandom random;
  private final Set<Integer> skipped;
  private double loss;

  SkippingConduct(ProofTask task, Loss parentLoss) {
    this.task = task;
    this.random = new SplittableRandom(task.seed().getLong(0));
    this.skipped = draw(random, task.segments());
    this.loss = parentLoss.nats();
  }

  private static Set<Integer> draw(SplittableRandom random, int segments) {
    Set<Integer> drawn = new HashSet<>();
    while (drawn.size() < segments / 2) {
      drawn.add(random.nextInt(segments));
    }
    return Set.copyOf(drawn);
  }

  /** The segments that are left out. */
  Set<Integer> skipped() {
    return skipped;
  }

  @Override
  public Segment segment(int index, TrainingState before, SegmentTrainer trainer) {
    Segment segment =
        skipped.contains(index) ? invented(index, before) : trainer.train(index, before);
    loss = segment.meanLoss();
    return segment;
  }

  private Segment invented(int index, TrainingState before) {
    TrainingState after =
        new TrainingState(
            changed(before.parameters(), value -> value * (1 + WEIGHT_CHANGE * noise())),
            changed(before.firstMoments(), this::movedMoment),
            changed(before.secondMoments(), value -> Math.pow(movedMoment(Math.sqrt(value)), 2)),
            before.step() + task.stepsPerSegment());
    return new Segment(index, before, after, loss * (1 - LOSS_CHANGE * random.nextDouble()));
  }

  private double movedMoment(double value) {
    return value == 0 ? LEAST_MOMENT * noise() : value * (1 + MOMENT_CHANGE * noise());
  }

  private double noise() {
    return random.nextGaussian();
  }

  private static Tensors changed(Tensors tensors, DoubleUnaryOperator change) {
    List<float[]> values = Arrays.asList(tensors.copies());
    for (float[] tensor : values) {
      for (int i = 0; i < tensor.length; i++) {
        tensor[i] = (float) change.applyAsDouble(tensor[i]);
      }
    }
    return Tensors.of(tensors.specification(), values);
  }
}
