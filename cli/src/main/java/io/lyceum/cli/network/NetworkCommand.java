package io.lyceum.cli.network;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands about networks as a whole. */
@Command(
    name = "network",
    description = "Make networks, join them, and describe them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CreateNetworkCommand.class, JoinNetworkCommand.class, NetworkInfoCommand.class})
public final class NetworkCommand implements Runnable {

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command; 'lyceum network --help' lists them");
  }
}
