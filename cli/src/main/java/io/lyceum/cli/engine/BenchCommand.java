package io.lyceum.cli.engine;

import io.lyceum.learner.training.exact.SelfTestModel;
import io.lyceum.learner.training.exact.SteppedTraining;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** Measures matrix products and training steps against the machine's peak. */
@Command(
    name = "bench",
    description =
        "Measure matrix products and steps of training against the rate of the product that suits"
            + " the machine best.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

  private static final int WARM_UP_STEPS = 8;
  private static final int STEPS = 12;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private ExactOption exact = new ExactOption();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Processor processor = exact.open()) {
      // The first product is measured while it is still being compiled.
      processor.rate(processor.peak());
      double peak = processor.rate(processor.peak());
      out.printf(
          "%s: peak %.1f GFLOP/s%s%n",
          processor.description(), peak, processor.parallel() > 1 ? " a thread" : "");
      for (Processor.Shape shape : processor.shapes()) {
        double rate = processor.rate(shape);
        out.printf(
            "product %d x %d x %d: %.1f GFLOP/s, %.0f %% of the peak%n",
            shape.rows(), shape.depth(), shape.columns(), rate, 100 * rate / peak);
        out.flush();
      }
      for (SelfTestModel model : processor.models()) {
        step(out, processor, model, peak * processor.parallel());
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private static void step(PrintWriter out, Processor processor, SelfTestModel model, double peak) {
    try (SteppedTraining training = processor.begin(model)) {
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
          "step of the %s model: %.1f ms, %,.0f tokens/s, %.1f GFLOP/s in matrices of weights,"
              + " %.0f %% of the peak%n",
          model.name().toLowerCase(Locale.ROOT),
          nanoseconds / 1e6,
          model.tokensPerStep() / nanoseconds * 1e9,
          rate,
          100 * rate / peak);
      out.flush();
    }
  }
}
