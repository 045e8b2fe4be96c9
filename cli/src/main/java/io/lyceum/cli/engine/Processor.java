package io.lyceum.cli.engine;

import io.lyceum.learner.training.exact.SelfTestModel;
import io.lyceum.learner.training.exact.SteppedTraining;
import java.util.List;

/** What computes {@code exact-1} for the commands that try it. */
interface Processor extends AutoCloseable {

  /**
   * A product of matrices.
   *
   * @param rows of the left one
   * @param depth columns of the left one
   * @param columns of the right one
   */
  record Shape(int rows, int depth, int columns) {}

  /** What it is, for people. */
  String description();

  /** A training of a model that begins with its first weights; closed by the caller. */
  SteppedTraining begin(SelfTestModel model);

  /** The memory that trainings have taken, for people. */
  String memory();

  /** The models whose steps are worth measuring. */
  List<SelfTestModel> models();

  /** The product whose rate counts as the peak. */
  Shape peak();

  /** Products that occur in models. */
  List<Shape> shapes();

  /** Floating-point operations in a nanosecond of a product, by one thread or the whole device. */
  double rate(Shape shape);

  /** How many threads, of which each can reach the peak; 1 for a device. */
  int parallel();

  @Override
  void close();
}
