package io.lyceum.cli.network;

import io.lyceum.cli.engine.EngineOption;
import io.lyceum.genesis.FirstJob;
import io.lyceum.genesis.NetworkDirectory;
import io.lyceum.genesis.NetworkPlan;
import io.lyceum.genesis.NodePorts;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.engine.EngineClass;
import io.lyceum.learner.job.Replay;
import io.lyceum.learner.training.TrainingEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes everything that the nodes of a new network need. */
@Command(
    name = "create",
    description = {
      "Write a new network into a directory: the genesis file in Besu's format, with the"
          + " contracts, the learners admitted and the first job in it, and for each node its key,"
          + " certificate and configuration."
    },
    mixinStandardHelpOptions = true)
public final class CreateNetworkCommand implements Callable<Integer> {

  /** As many authorities as the contracts allow. */
  private static final int MOST_AUTHORITIES = 100;

  private static final int MOST_LEARNERS = 64;
  private static final int ATTESTATION_BLOCKS_PER_AUTHORITY = 10;
  private static final int MOST_PORT_OFFSET = 20_000;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "An empty directory, or one to be made.")
  private Path directory;

  @Option(
      names = "--authorities",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many authorities (default: ${DEFAULT-VALUE}).")
  private int authorities;

  @Option(
      names = "--learners",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many learners are admitted (default: ${DEFAULT-VALUE}).")
  private int learners;

  @Option(
      names = "--corpus",
      paramLabel = "FILE",
      description = "The UTF-8 text that the first job trains on (default: the built-in primer).")
  private Path corpusFile;

  @Mixin private EngineOption arithmetic = new EngineOption();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How many epochs the first job runs (default: 100).")
  private Integer epochs;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "The optimizer steps of each of the 8 segments of a proof (default: 50).")
  private Integer steps;

  @Option(
      names = "--replay-bound",
      paramLabel = "MILLIONTHS",
      defaultValue = "0",
      description =
          "Accept claims of the first job that deviate from a replay by so many millionths of each"
              + " tensor's movement, 100000 at most, so that authorities may replay with any"
              + " engine; weaker than the default, which is bit for bit.")
  private int replayBound;

  @Option(
      names = "--attestation-blocks",
      paramLabel = "N",
      description =
          "The blocks in which a proof takes attestations, at least 10 for each authority"
              + " (default: 120, or 10 for each authority if that is more).")
  private Integer attestationBlocks;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Add this to every port, where the customary ones are taken.")
  private int portOffset;

  @Override
  public Integer call() throws IOException {
    requireBetween("--authorities", authorities, 1, MOST_AUTHORITIES);
    requireBetween("--learners", learners, 0, MOST_LEARNERS);
    requireBetween("--port-offset", portOffset, 0, MOST_PORT_OFFSET);
    requireBoundOnGpus();
    StarterJob terms = terms();
    NetworkDirectory.requireVacant(directory);
    Corpus corpus = Corpus.configured(Optional.ofNullable(corpusFile));
    FirstJob job;
    try (TrainingEngine engine = arithmetic.open()) {
      job = terms.on(corpus, engine);
    }
    NetworkPlan plan =
        NetworkPlan.local(
            ports(0, authorities),
            ports(authorities, learners),
            EngineClass.ids(),
            Optional.ofNullable(corpusFile));
    NetworkDirectory network =
        NetworkDirectory.create(directory, plan, job, new SecureRandom(), Instant.now());
    tell(network);
    return CommandLine.ExitCode.OK;
  }

  private StarterJob terms() {
    StarterJob usual = StarterJob.lasting();
    int leastWindow = ATTESTATION_BLOCKS_PER_AUTHORITY * authorities;
    StarterJob terms =
        new StarterJob(
            Optional.ofNullable(epochs).orElse(usual.epochs()),
            usual.segments(),
            Optional.ofNullable(steps).orElse(usual.stepsPerSegment()),
            replayBound,
            usual.challenges(),
            usual.epochBlocks(),
            Optional.ofNullable(attestationBlocks)
                .orElse(Math.max(leastWindow, usual.attestationBlocks())));
    requireBetween("--epochs", terms.epochs(), 1, 10_000);
    requireBetween("--steps", terms.stepsPerSegment(), 1, 10_000);
    requireBetween("--replay-bound", terms.replayBound(), 0, Replay.Bounded.LARGEST);
    requireBetween("--attestation-blocks", terms.attestationBlocks(), leastWindow, 10_000);
    return terms;
  }

  private void tell(NetworkDirectory network) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Wrote a network into %s. Start its nodes, each in a process:%n", directory);
    network.authorities().forEach(file -> out.printf("  lyceum authority run --config %s%n", file));
    network.learners().forEach(file -> out.printf("  lyceum learner run --config %s%n", file));
  }

  private void requireBoundOnGpus() {
    if (arithmetic.names(EngineClass.ND4J_CUDA) && replayBound == 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--engine %s needs --replay-bound, since only authorities with the same model of GPU"
                  .formatted(EngineClass.ND4J_CUDA.id())
              + " could replay its bits");
    }
  }

  private void requireBetween(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s must be from %d to %d, not %d".formatted(option, least, most, value));
    }
  }

  private List<NodePorts> ports(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(index -> NodePorts.customary(index).shifted(portOffset))
        .toList();
  }
}
