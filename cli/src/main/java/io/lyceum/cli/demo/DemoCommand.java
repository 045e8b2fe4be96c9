package io.lyceum.cli.demo;

import io.lyceum.cli.CommandFailure;
import io.lyceum.cli.InputException;
import io.lyceum.cli.LogFile;
import io.lyceum.cli.OutputFile;
import io.lyceum.cli.engine.EngineOption;
import io.lyceum.cli.network.FreePorts;
import io.lyceum.cli.network.StarterJob;
import io.lyceum.cli.node.StopSignal;
import io.lyceum.genesis.FirstJob;
import io.lyceum.genesis.NetworkDirectory;
import io.lyceum.genesis.NetworkPlan;
import io.lyceum.genesis.NodePorts;
import io.lyceum.genesis.config.Cheat;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.engine.EngineClass;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.inference.GenerationRequest;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.TrainingEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole idea on one machine. */
@Command(
    name = "demo",
    description = {
      "Run a whole network in this process and watch it: four authorities seal blocks, two learners"
          + " train a model and prove it, the authorities replay what they sampled, the contracts"
          + " pay, and the model answers a prompt."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  private static final int AUTHORITIES = 4;
  private static final int LEARNERS = 2;

  private final Clock clock = Clock.systemUTC();

  @Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--corpus",
      paramLabel = "FILE",
      description = "A UTF-8 text to train on (default: the built-in primer).")
  private Path corpusFile;

  @Mixin private EngineOption arithmetic = new EngineOption();

  @Option(
      names = "--cheat",
      paramLabel = "WAY",
      description = {
        "Let the second learner cheat: 'skip' leaves out the training of half of its segments,"
            + " 'tamper' alters one weight by one unit in the last place. The run goes on until a"
            + " cheating proof was caught, six proofs at most."
      })
  private Cheat cheat;

  @Option(names = "--keep", description = "Stay up afterwards, until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "Write the results into a JSON file.")
  private Path summary;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Keep the nodes' data in this directory (default: a temporary one).")
  private Path directory;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "What the model shall go on with at the end (default: one that fits).")
  private String prompt;

  @Override
  public Integer call() throws Exception {
    if (summary != null) {
      OutputFile.requireWritable(summary);
    }
    requirePrompt(prompt);
    Corpus corpus = Corpus.configured(Optional.ofNullable(corpusFile));
    StarterJob terms = cheat == null ? StarterJob.demonstration() : StarterJob.untilCaught();
    Narrator narrator = new Narrator(spec.commandLine().getOut(), clock);
    try (DemoDirectory place = DemoDirectory.at(Optional.ofNullable(directory));
        StopSignal stop = new StopSignal();
        ComputePermits permits = ComputePermits.forThisMachine();
        TrainingEngine engine = arithmetic.open()) {
      LogFile.divertTo(place.path());
      narrator.say("The nodes' data and the log are in %s", place.path());
      FirstJob job = terms.on(corpus, engine);
      narrator.say(
          "A model of %d parameters trained with %s, %d epochs, proofs of %d segments of %d steps,"
              + " %d samples an authority",
          StarterJob.parameters(),
          engine.engineClass(),
          terms.epochs(),
          terms.segments(),
          terms.stepsPerSegment(),
          terms.challenges());
      NetworkDirectory written =
          NetworkDirectory.create(
              place.network(), plan(), job, new SecureRandom(), clock.instant());
      try (DemoNetwork network = new DemoNetwork(written, new Engines(List.of(engine)), permits)) {
        network.start(Optional.ofNullable(cheat), narrator);
        narrator.say(
            "%d authorities and %d learners run; JSON-RPC at %s and %s",
            AUTHORITIES, LEARNERS, network.rpc(), network.webSocket());
        show(
            new Demo(network, terms, Optional.ofNullable(cheat), narrator, clock),
            corpus,
            permits,
            stop);
        if (keep) {
          narrator.say("The network stays up at %s; Ctrl-C stops it", network.rpc());
          stop.await();
        }
      }
      place.done();
    }
    return CommandLine.ExitCode.OK;
  }

  /** Follows the job to its end and tells the results. */
  private void show(Demo demo, Corpus corpus, ComputePermits permits, StopSignal stop)
      throws IOException, InterruptedException {
    if (!demo.follow(stop)) {
      throw new CommandFailure("Stopped before the end");
    }
    DemoReport report = demo.report(prompt(corpus), permits, stop);
    demo.tellOdds();
    report.print(spec.commandLine().getOut(), demo.names());
    if (summary != null) {
      report.write(summary);
    }
    Optional<String> complaint = demo.complaint(report);
    if (complaint.isPresent()) {
      throw new CommandFailure(complaint.get());
    }
  }

  /** Says before the long run that the model could not go on with a prompt. */
  private static void requirePrompt(String prompt) {
    if (prompt == null) {
      return;
    }
    if (prompt.isBlank()) {
      throw new InputException("--prompt must not be empty");
    }
    if (prompt.length() > GenerationRequest.PROMPT_LIMIT) {
      throw new InputException(
          "--prompt must have at most " + GenerationRequest.PROMPT_LIMIT + " characters");
    }
  }

  private NetworkPlan plan() throws IOException {
    List<NodePorts> ports = FreePorts.choose(AUTHORITIES + LEARNERS);
    return NetworkPlan.local(
            ports.subList(0, AUTHORITIES),
            ports.subList(AUTHORITIES, ports.size()),
            EngineClass.ids(),
            Optional.ofNullable(corpusFile))
        .withOperator();
  }

  private String prompt(Corpus corpus) {
    if (prompt != null) {
      return prompt;
    }
    return corpusFile == null ? Prompts.ofPrimer() : Prompts.of(corpus.heldOutPart().bytes());
  }
}
