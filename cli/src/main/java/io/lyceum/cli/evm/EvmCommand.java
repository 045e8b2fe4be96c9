package io.lyceum.cli.evm;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands about the EVM. */
@Command(
    name = "evm",
    description = "Run the EVM by itself.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StateTestCommand.class, RunCodeCommand.class})
public final class EvmCommand implements Runnable {

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command; 'lyceum evm --help' lists them");
  }
}
