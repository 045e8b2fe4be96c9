package io.lyceum.cli;

import io.lyceum.cli.chain.ChainCommand;
import io.lyceum.cli.client.BalanceCommand;
import io.lyceum.cli.client.ChatCommand;
import io.lyceum.cli.client.SendCommand;
import io.lyceum.cli.client.StatusCommand;
import io.lyceum.cli.demo.DemoCommand;
import io.lyceum.cli.engine.EngineCommand;
import io.lyceum.cli.evm.EvmCommand;
import io.lyceum.cli.load.LoadCommand;
import io.lyceum.cli.membership.AuthorityCommand;
import io.lyceum.cli.membership.LearnerCommand;
import io.lyceum.cli.network.NetworkCommand;
import io.lyceum.cli.node.GenerateConfigCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Spec;

/** The {@code lyceum} command. */
@Command(
    name = "lyceum",
    description =
        "A permissioned network on which AI models are trained and every training claim is"
            + " re-executed.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      NetworkCommand.class,
      AuthorityCommand.class,
      LearnerCommand.class,
      GenerateConfigCommand.class,
      StatusCommand.class,
      BalanceCommand.class,
      SendCommand.class,
      ChatCommand.class,
      ChainCommand.class,
      EvmCommand.class,
      EngineCommand.class,
      LoadCommand.class,
      HelpCommand.class
    })
public final class Lyceum implements Runnable {

  @Spec private CommandLine.Model.CommandSpec spec;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    CommandLine command = commandLine();
    int exitCode = execute(command, arguments);
    command.getOut().flush();
    System.exit(exitCode);
  }

  private static int execute(CommandLine command, String... arguments) {
    try {
      return command.execute(arguments);
    } catch (OutOfMemoryError e) {
      command
          .getErr()
          .println(
              "Java's memory does not suffice (%s); LYCEUM_JAVA_OPTIONS=-Xmx8g would allow 8 GiB."
                  .formatted(e.getMessage()));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  static CommandLine commandLine() {
    return Parser.of(new Lyceum());
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Missing command; 'lyceum --help' lists them");
  }
}
