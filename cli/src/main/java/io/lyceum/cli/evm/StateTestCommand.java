package io.lyceum.cli.evm;

import io.lyceum.cli.InputException;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.statetest.StateTestCase;
import io.lyceum.ledger.statetest.StateTestReader;
import io.lyceum.ledger.statetest.StateTestResult;
import io.lyceum.ledger.statetest.StateTestSuite;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.tuweni.bytes.Bytes32;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs Ethereum's official state tests. */
@Command(
    name = "statetest",
    description = {
      "Run Ethereum's official state tests.",
      "Prints each failure, which forks were skipped, as their rules are not known, and at the end"
          + " how many tests passed, failed and were skipped. What cannot be read is a failure;"
          + " JSON of other kinds in folders and archives is passed over. The exit code is 1 if one"
          + " failed."
    },
    mixinStandardHelpOptions = true)
public final class StateTestCommand implements Callable<Integer> {

  /** What a test takes that nests 1024 calls with much memory and input each. */
  private static final long GIB = 1L << 30;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "JSON files, folders of them, or archives of them (.tar.gz).")
  private List<Path> paths;

  @Option(
      names = "--fork",
      paramLabel = "FORK",
      converter = ForkConverter.class,
      description = "Only the tests of this fork, such as Cancun. Default: all.")
  private ForkRules fork;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "How many files to work on at once. Default: one for each processor, if there is a GiB of"
              + " heap for each.")
  private int jobs =
      Math.clamp(
          (Runtime.getRuntime().maxMemory() + GIB / 2) / GIB,
          1,
          Runtime.getRuntime().availableProcessors());

  @Override
  public Integer call() throws IOException {
    if (jobs < 1) {
      throw new InputException("--jobs must be at least 1");
    }
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new InputException("There is nothing at " + path);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    StateTestReader reader =
        new StateTestReader(
            name -> fork == null || Forks.named(name).filter(fork::equals).isPresent());
    SortedMap<String, Integer> skipped = new TreeMap<>();
    StateTestSuite.Counts counts =
        new StateTestSuite(reader, jobs).run(paths, result -> report(out, result, skipped));
    skipped.forEach(
        (name, count) ->
            out.printf("skipped %d of %s: the rules of this fork are not known%n", count, name));
    out.printf(
        "passed %d failed %d skipped %d%n", counts.passed(), counts.failed(), counts.skipped());
    return counts.failed() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static void report(
      PrintWriter out, StateTestResult result, SortedMap<String, Integer> skipped) {
    switch (result) {
      case StateTestResult.Passed _ -> {}
      case StateTestResult.Skipped(StateTestCase test) ->
          skipped.merge(test.fork(), 1, Integer::sum);
      case StateTestResult.Unreadable(String name, String finding) ->
          out.printf("failed %s: %s%n", name, finding);
      case StateTestResult.Failed(StateTestCase test, Bytes32 root, String finding) ->
          out.printf(
              "failed %s %s: %s; expected root %s, found %s%n",
              test.fork(), test.name(), finding, test.expected().root(), root);
    }
  }
}
