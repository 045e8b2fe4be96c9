package io.lyceum.cli.engine;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands about the arithmetic of training. */
@Command(
    name = "engine",
    description = "Try the arithmetic of training on this machine.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SelfTestCommand.class, BenchCommand.class, RuntimeCommand.class})
public final class EngineCommand implements Runnable {

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command; 'lyceum engine --help' lists them");
  }
}
