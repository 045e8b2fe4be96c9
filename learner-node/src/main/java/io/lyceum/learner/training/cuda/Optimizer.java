package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.training.LearningRate;
import io.lyceum.learner.training.exact.AdamWStep;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * AdamW with clipping by the global norm, all of it on the device. The norm is the root of the sum
 * of squares: within blocks of 4096 elements of a tensor lane sums in fp32, over blocks and tensors
 * in order in double.
 */
final class Optimizer {

  private static final int BLOCK = 4096;

  /** A block of a tensor's elements, as the structure {@code Part} of the kernels. */
  private record Block(ParameterLayout.Place place, int from, int to) {

    static final long BYTES = Long.BYTES + 4L * Integer.BYTES;

    void put(MemorySegment table, long at) {
      table.set(JAVA_LONG, at, place.offset());
      table.set(JAVA_INT, at + 8, place.columns());
      table.set(JAVA_INT, at + 12, place.stride());
      table.set(JAVA_INT, at + 16, from);
      table.set(JAVA_INT, at + 20, to);
    }
  }

  private final Parameters parameters;
  private final Launcher launcher;
  private final int count;
  private final DeviceMemory blocks;
  private final DeviceMemory squares;
  private final DeviceMemory clip;

  Optimizer(Parameters parameters, Launcher launcher, Workspace workspace) {
    this.parameters = parameters;
    this.launcher = launcher;
    List<Block> all = blocks(parameters.layout());
    this.count = all.size();
    this.blocks = workspace.bytes(count * Block.BYTES);
    this.squares = workspace.floats(count);
    this.clip = workspace.floats(2);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment table = arena.allocate(count * Block.BYTES, Long.BYTES);
      for (int i = 0; i < count; i++) {
        all.get(i).put(table, i * Block.BYTES);
      }
      blocks.put(table);
    }
  }

  private static List<Block> blocks(ParameterLayout layout) {
    List<Block> blocks = new ArrayList<>();
    for (ParameterLayout.Place place : layout.places()) {
      int size = place.rows() * place.columns();
      for (int from = 0; from < size; from += BLOCK) {
        blocks.add(new Block(place, from, Math.min(size, from + BLOCK)));
      }
    }
    return blocks;
  }

  /**
   * Takes one step; gradients that are not finite change nothing.
   *
   * @param step steps since the moments were zero, this one included
   * @param scheduleStep position in the learning-rate schedule
   * @return whether they were finite
   */
  boolean step(Hyperparameters hyperparameters, int step, long scheduleStep) {
    launcher
        .with(parameters.gradients())
        .with(blocks)
        .with(squares)
        .with(count)
        .launch(Kernel.SQUARES, Grid.ofRows(count));
    launcher
        .with(squares)
        .with(clip)
        .with(count)
        .with(hyperparameters.clipNorm())
        .launch(Kernel.GLOBAL_NORM, new Grid(1, 1, 1));
    double rate = new LearningRate(hyperparameters).at(scheduleStep);
    ParameterLayout layout = parameters.layout();
    long matrices = layout.matrices();
    update(AdamWStep.of(hyperparameters, step, 0, rate, true), 0, matrices);
    update(AdamWStep.of(hyperparameters, step, 0, rate, false), matrices, layout.size() - matrices);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(JAVA_FLOAT, 2);
      clip.get(host);
      return host.getAtIndex(JAVA_FLOAT, 1) != 0;
    }
  }

  /** The clip of a step is not used: the device has computed its own. */
  private void update(AdamWStep step, long from, long size) {
    launcher
        .with(parameters.weights().address(from))
        .with(parameters.firstMoments().address(from))
        .with(parameters.secondMoments().address(from))
        .with(parameters.gradients().address(from))
        .with(clip)
        .with(size)
        .with(step.beta1())
        .with(step.rest1())
        .with(step.beta2())
        .with(step.rest2())
        .with(step.epsilon())
        .with(step.stepSize())
        .with(step.rootScale())
        .with(step.decay())
        .launch(Kernel.ADAM_W, Grid.ofElements(size));
  }
}
