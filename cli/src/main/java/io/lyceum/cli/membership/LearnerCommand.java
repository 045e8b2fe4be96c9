package io.lyceum.cli.membership;

import io.lyceum.cli.node.LearnerRunCommand;
import picocli.CommandLine.Command;

/** Commands about learners. */
@Command(
    name = "learner",
    description = {
      "Run a learner; admit and remove learners; pay deposits.",
      "A running learner deposits a job's bond and enrols by itself once it is admitted."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = LearnerRunCommand.class)
public final class LearnerCommand extends MembersCommand {

  /** Commands about learners. */
  public LearnerCommand() {
    super(new Roll.Learners());
  }
}
