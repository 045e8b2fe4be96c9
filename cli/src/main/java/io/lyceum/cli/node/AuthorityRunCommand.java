package io.lyceum.cli.node;

import io.lyceum.authority.AuthorityNode;
import io.lyceum.authority.LostRecord;
import io.lyceum.authority.learning.VerificationLog;
import io.lyceum.cli.LogFile;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.learner.engine.MachineEngines;
import io.lyceum.learner.training.ComputePermits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs an authority until it is told to stop. */
@Command(
    name = "run",
    description = "Run an authority until the process is told to stop.",
    mixinStandardHelpOptions = true)
public final class AuthorityRunCommand implements Callable<Integer> {

  @Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The authority's configuration file.")
  private Path file;

  @Option(
      names = "--sign-after-disk-loss",
      description =
          "Sign at once although the record of what this validator signed is lost: if it signed a"
              + " block that it knows nothing of any more, two different blocks of one height could"
              + " be sealed, so use it only where the chain waits for this validator. For this one"
              + " start; without effect where the record is there.")
  private boolean signAfterDiskLoss;

  @Override
  public Integer call() throws IOException, InterruptedException {
    AuthorityConfig config = AuthorityConfig.read(file);
    LogFile.writeTo(config.data());
    PrintWriter out = spec.commandLine().getOut();
    try (StopSignal stop = new StopSignal();
        ComputePermits permits = ComputePermits.forThisMachine();
        MachineEngines machine =
            ConfiguredEngines.of(file, config.engineClasses(), config.exact());
        AuthorityNode node =
            new AuthorityNode(
                config,
                machine.engines(),
                permits,
                new VerificationLog(),
                signAfterDiskLoss ? LostRecord.SIGN : LostRecord.ABSTAIN,
                Clock.systemUTC(),
                new SecureRandom())) {
      node.start();
      out.printf("Authority %s answers JSON-RPC on port %d%n", node.address(), node.rpcPort());
      node.webSocketPort().ifPresent(port -> out.printf("and over WebSocket on port %d%n", port));
      stop.await();
    }
    return CommandLine.ExitCode.OK;
  }
}
