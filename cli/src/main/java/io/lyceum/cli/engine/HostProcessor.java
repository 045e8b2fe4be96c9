package io.lyceum.cli.engine;

import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.ExactTraining;
import io.lyceum.learner.training.exact.ProductSpeed;
import io.lyceum.learner.training.exact.SelfTestModel;
import io.lyceum.learner.training.exact.SteppedTraining;
import java.util.List;

/** The machine's own processor. */
record HostProcessor(ExactOptions options) implements Processor {

  @Override
  public String description() {
    return "%s, %d thread(s)".formatted(options.kernels().description(), options.threads());
  }

  @Override
  public SteppedTraining begin(SelfTestModel model) {
    return ExactTraining.begin(model.specification(), model.training(), options);
  }

  @Override
  public String memory() {
    return PeakMemory.description();
  }

  @Override
  public List<SelfTestModel> models() {
    return List.of(SelfTestModel.TINY);
  }

  /** One that stays in the cache next to the processor. */
  @Override
  public Shape peak() {
    return new Shape(64, 128, 32);
  }

  @Override
  public List<Shape> shapes() {
    return List.of(
        new Shape(512, 192, 320),
        new Shape(512, 192, 1024),
        new Shape(512, 512, 192),
        new Shape(512, 768, 4096));
  }

  @Override
  public double rate(Shape shape) {
    return new ProductSpeed(options.kernels()).of(shape.rows(), shape.depth(), shape.columns());
  }

  @Override
  public int parallel() {
    return options.threads();
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
