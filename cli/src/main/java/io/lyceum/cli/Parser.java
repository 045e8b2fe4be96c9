package io.lyceum.cli;

import picocli.CommandLine;

/** How all commands are read, and how they tell errors. */
final class Parser {

  private Parser() {}

  /** The parser of a command: one sentence for an error, and 2 or 1 as the exit code. */
  static CommandLine of(Object command) {
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::ofInput)
        .setExecutionExceptionHandler(Failures::ofExecution);
  }
}
