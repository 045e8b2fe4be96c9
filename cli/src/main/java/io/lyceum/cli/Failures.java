package io.lyceum.cli;

import io.lyceum.genesis.config.ConfigException;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.data.CorpusException;
import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.cuda.CudaException;
import io.lyceum.ledger.storage.StorageException;
import java.io.IOException;
import java.net.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells the user in one sentence what went wrong, without a stack trace. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** Bad input: exit code 2. */
  static int ofInput(ParameterException e, String[] arguments) {
    return tell(e.getCommandLine(), e.getMessage(), CommandLine.ExitCode.USAGE);
  }

  /** Bad input that only the execution found: exit code 2. Any other failure: 1. */
  static int ofExecution(Exception e, CommandLine command, ParseResult parsed) {
    LOG.info("The command failed", e);
    return switch (e) {
      case ConfigException bad -> tell(command, bad.getMessage(), CommandLine.ExitCode.USAGE);
      case CorpusException bad -> tell(command, bad.getMessage(), CommandLine.ExitCode.USAGE);
      case InputException bad -> tell(command, bad.getMessage(), CommandLine.ExitCode.USAGE);
      case CommandFailure failure ->
          tell(command, failure.getMessage(), CommandLine.ExitCode.SOFTWARE);
      case ChainException failure ->
          tell(command, failure.getMessage(), CommandLine.ExitCode.SOFTWARE);
      case StorageException failure ->
          tell(command, failure.getMessage(), CommandLine.ExitCode.SOFTWARE);
      case EngineUnavailableException missing ->
          tell(command, missing.getMessage(), CommandLine.ExitCode.SOFTWARE);
      case CudaException failure ->
          tell(
              command,
              "The NVIDIA device failed: " + failure.getMessage(),
              CommandLine.ExitCode.SOFTWARE);
      case ConnectException lost ->
          tell(command, "No answer: " + lost.getMessage(), CommandLine.ExitCode.SOFTWARE);
      case IOException lost -> tell(command, message(lost), CommandLine.ExitCode.SOFTWARE);
      default ->
          tell(
              command,
              "Internal error, %s: %s".formatted(e.getClass().getSimpleName(), message(e)),
              CommandLine.ExitCode.SOFTWARE);
    };
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static int tell(CommandLine command, String message, int exitCode) {
    String sentence = message.lines().findFirst().orElse("").strip();
    command.getErr().println(sentence.endsWith(".") ? sentence : sentence + ".");
    return exitCode;
  }
}
