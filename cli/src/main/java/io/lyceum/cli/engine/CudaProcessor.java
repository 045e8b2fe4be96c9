package io.lyceum.cli.engine;

import io.lyceum.learner.training.cuda.CudaOptions;
import io.lyceum.learner.training.cuda.CudaProductSpeed;
import io.lyceum.learner.training.cuda.CudaTraining;
import io.lyceum.learner.training.cuda.Device;
import io.lyceum.learner.training.exact.SelfTestModel;
import io.lyceum.learner.training.exact.SteppedTraining;
import java.util.List;

/** An NVIDIA device, closed with this. */
record CudaProcessor(Device device, CudaOptions options) implements Processor {

  private static final double MEBI = 1 << 20;

  @Override
  public String description() {
    return device.description().name();
  }

  @Override
  public SteppedTraining begin(SelfTestModel model) {
    return CudaTraining.begin(model.specification(), model.training(), device, options);
  }

  @Override
  public String memory() {
    return "%,.0f MiB of device memory at most".formatted(device.peakMemory() / MEBI);
  }

  @Override
  public List<SelfTestModel> models() {
    return List.of(SelfTestModel.values());
  }

  /** One that fills large devices. */
  @Override
  public Shape peak() {
    return new Shape(4096, 4096, 4096);
  }

  @Override
  public List<Shape> shapes() {
    return List.of(
        new Shape(2048, 192, 1024),
        new Shape(8192, 768, 1280),
        new Shape(8192, 768, 4096),
        new Shape(8192, 2048, 768),
        new Shape(8192, 768, 8192));
  }

  @Override
  public double rate(Shape shape) {
    return new CudaProductSpeed(device).of(shape.rows(), shape.depth(), shape.columns());
  }

  @Override
  public int parallel() {
    return 1;
  }

  @Override
  public void close() {
    device.close();
  }
}
