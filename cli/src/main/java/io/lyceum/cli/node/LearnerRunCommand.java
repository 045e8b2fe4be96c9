package io.lyceum.cli.node;

import io.lyceum.cli.LogFile;
import io.lyceum.genesis.config.LearnerConfig;
import io.lyceum.learner.agent.LearnerEvent;
import io.lyceum.learner.agent.LearnerNode;
import io.lyceum.learner.engine.MachineEngines;
import io.lyceum.learner.training.ComputePermits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a learner until it is told to stop. */
@Command(
    name = "run",
    description = "Run a learner until the process is told to stop.",
    mixinStandardHelpOptions = true)
public final class LearnerRunCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(LearnerRunCommand.class);

  @Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The learner's configuration file.")
  private Path file;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LearnerConfig config = LearnerConfig.read(file);
    LogFile.writeTo(config.data());
    PrintWriter out = spec.commandLine().getOut();
    try (StopSignal stop = new StopSignal();
        ComputePermits permits = ComputePermits.forThisMachine();
        MachineEngines machine =
            ConfiguredEngines.of(file, config.engineClasses(), config.exact());
        LearnerNode node =
            new LearnerNode(config, machine.engines(), permits, LearnerRunCommand::log)) {
      node.start();
      out.printf("Learner %s serves its peers on port %d%n", node.address(), node.grpcPort());
      stop.await();
    }
    return CommandLine.ExitCode.OK;
  }

  // What hinders it, the learner warns of by itself.
  private static void log(LearnerEvent event) {
    LOG.info("{}", event);
  }
}
