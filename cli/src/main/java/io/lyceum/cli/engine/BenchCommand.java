package io.lyceum.cli.engine;

import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.ExactTraining;
import io.lyceum.learner.training.exact.ProductSpeed;
import io.lyceum.learner.training.exact.SelfTestModel;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** Measures matrix products and training steps against the machine's peak. */
@Command(
    name = "bench",
    description =
        "Measure matrix products and steps of training against the rate of products that stay in"
            + " the cache next to the processor.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

  private static final int WARM_UP_STEPS = 8;
  private static final int STEPS = 12;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private ExactOption exact = new ExactOption();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ExactOptions options = exact.options();
    ProductSpeed speed = new ProductSpeed(options.kernels());
    // The first product is measured while it is still being compiled.
    speed.of(64, 128, 32);
    double peak = speed.of(64, 128, 32);
    out.printf("%s: peak %.1f GFLOP/s a thread%n", options.kernels().description(), peak);
    int[][] shapes = {{512, 192, 320}, {512, 192, 1024}, {512, 512, 192}, {512, 768, 4096}};
    for (int[] shape : shapes) {
      double rate = speed.of(shape[0], shape[1], shape[2]);
      out.printf(
          "product %d x %d x %d: %.1f GFLOP/s, %.0f %% of the peak%n",
          shape[0], shape[1], shape[2], rate, 100 * rate / peak);
      out.flush();
    }
    step(out, options, peak);
    return CommandLine.ExitCode.OK;
  }

  private static void step(PrintWriter out, ExactOptions options, double peak) {
    SelfTestModel model = SelfTestModel.TINY;
    try (ExactTraining training =
        ExactTraining.begin(model.specification(), model.training(), options)) {
      var batch = model.batch(0);
      for (int i = 0; i < WARM_UP_STEPS; i++) {
        training.step(batch, i);
      }
      long begin = System.nanoTime();
      for (int i = 0; i < STEPS; i++) {
        training.step(batch, i);
      }
      double nanoseconds = (double) (System.nanoTime() - begin) / STEPS;
      double rate = 6.0 * model.specification().parameters() * model.tokensPerStep() / nanoseconds;
      out.printf(
          "step of the tiny model: %.1f ms, %,.0f tokens/s, %.1f GFLOP/s in matrices of weights,"
              + " %.0f %% of the peak%n",
          nanoseconds / 1e6,
          model.tokensPerStep() / nanoseconds * 1e9,
          rate,
          100 * rate / (peak * options.threads()));
    }
  }
}
