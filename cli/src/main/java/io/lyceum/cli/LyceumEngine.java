package io.lyceum.cli;

import io.lyceum.cli.engine.EngineCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code lyceum} command of a small runtime: the commands about the arithmetic of training
 * alone, which need none of the libraries of a node.
 */
@Command(
    name = "lyceum",
    description = "Tries the arithmetic of training on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = EngineCommand.class)
public final class LyceumEngine implements Runnable {

  @Spec private CommandLine.Model.CommandSpec spec;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    CommandLine command = Parser.of(new LyceumEngine());
    int exitCode = command.execute(arguments);
    command.getOut().flush();
    System.exit(exitCode);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command; 'lyceum engine --help' lists them");
  }
}
