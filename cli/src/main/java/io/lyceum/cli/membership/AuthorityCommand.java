package io.lyceum.cli.membership;

import io.lyceum.cli.node.AuthorityRunCommand;
import picocli.CommandLine.Command;

/** Commands about authorities. */
@Command(
    name = "authority",
    description = "Run an authority; vote authorities in and out; pay bonds.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = AuthorityRunCommand.class)
public final class AuthorityCommand extends MembersCommand {

  /** Commands about authorities. */
  public AuthorityCommand() {
    super(new Roll.Authorities());
  }
}
