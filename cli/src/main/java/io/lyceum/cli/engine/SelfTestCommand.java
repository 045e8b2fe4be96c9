package io.lyceum.cli.engine;

import io.lyceum.cli.CommandFailure;
import io.lyceum.cli.InputException;
import io.lyceum.learner.engine.EngineClass;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.SelfTestModel;
import io.lyceum.learner.training.exact.SteppedTraining;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a fixed model from a fixed seed and prints what its weights hash to. */
@Command(
    name = "selftest",
    description = {
      "Train a fixed model from a fixed seed and print the SHA-256 of its weights after 1, 10 and"
          + " all steps.",
      "Two machines that print the same lines can check each other's training bit by bit."
    },
    mixinStandardHelpOptions = true)
public final class SelfTestCommand implements Callable<Integer> {

  @Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private ExactOption exact = new ExactOption();

  @Option(
      names = "--engine",
      paramLabel = "CLASS",
      converter = EngineClassConverter.class,
      description =
          "The engine class, whose bits are the same on machines of the class (default: exact-1).")
  private EngineClass engineClass = EngineClass.EXACT;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Optimizer steps. Default: ${DEFAULT-VALUE}.")
  private int steps = 200;

  @Option(
      names = "--model",
      paramLabel = "tiny|small",
      description = "1.62 or 81.8 million parameters. Default: ${DEFAULT-VALUE}.")
  private SelfTestModel model = SelfTestModel.TINY;

  @Override
  public Integer call() {
    if (steps < 1) {
      throw new InputException("--steps must be at least 1");
    }
    if (engineClass == EngineClass.EXACT) {
      trainExactly();
    } else {
      trainWithEngine();
    }
    return CommandLine.ExitCode.OK;
  }

  private void trainExactly() {
    try (Processor processor = exact.open()) {
      introduce(processor.description());
      try (SteppedTraining training = processor.begin(model)) {
        double rate = train(training);
        spec.commandLine().getOut().printf("%,.0f tokens/s, %s%n", rate, processor.memory());
      }
    }
  }

  private void trainWithEngine() {
    if (exact.isGiven()) {
      throw new InputException(
          "--device, --threads, --kernels and --recompute are options of exact-1");
    }
    if (model.specification().vocabulary() != ModelSpecification.BYTES) {
      throw new InputException(
          "%s trains models whose tokens are bytes, such as --model tiny"
              .formatted(engineClass.id()));
    }
    try (SteppedTraining training =
        new EngineTraining(engineClass.open(ExactOptions.DEFAULT), model)) {
      introduce("one thread");
      double rate = train(training);
      spec.commandLine().getOut().printf("%,.0f tokens/s, %s%n", rate, PeakMemory.description());
    } catch (NoClassDefFoundError e) {
      throw new CommandFailure("%s is not in this runtime".formatted(engineClass.id()));
    }
  }

  private void introduce(String computer) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "engine %s, model %s (%,d parameters), %s%n",
        engineClass.id(),
        model.name().toLowerCase(Locale.ROOT),
        model.specification().parameters(),
        computer);
    out.flush();
  }

  /**
   * Takes all steps.
   *
   * @return tokens in a second, without the first steps
   */
  private double train(SteppedTraining training) {
    PrintWriter out = spec.commandLine().getOut();
    long nanoseconds = 0;
    int measured = 0;
    for (int step = 1; step <= steps; step++) {
      var batch = model.batch(step - 1);
      long begin = System.nanoTime();
      double loss = training.step(batch, step - 1);
      if (step > Math.min(10, steps / 2)) {
        nanoseconds += System.nanoTime() - begin;
        measured++;
      }
      if (step == 1 || step == 10 || step == steps) {
        out.printf(
            "step %d: loss %.6f, sha256 %s%n",
            step, loss, HexFormat.of().formatHex(training.weightsDigest()));
        out.flush();
      }
    }
    return (double) measured * model.tokensPerStep() / nanoseconds * 1e9;
  }
}
