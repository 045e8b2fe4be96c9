package io.lyceum.cli.chain;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands about a chain on disk. */
@Command(
    name = "chain",
    description = "Export a chain to a file of blocks, or import one, in Besu's format.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ImportChainCommand.class, ExportChainCommand.class})
public final class ChainCommand implements Runnable {

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command; 'lyceum chain --help' lists them");
  }
}
