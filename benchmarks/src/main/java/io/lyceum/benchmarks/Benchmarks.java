package io.lyceum.benchmarks;

import java.io.IOException;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks that JMH's usual arguments choose, all but those whose data is not here. */
public final class Benchmarks {

  private Benchmarks() {}

  /**
   * Runs them.
   *
   * @param arguments as JMH's own command line takes them
   */
  public static void main(String[] arguments)
      throws RunnerException, CommandLineOptionException, IOException {
    CommandLineOptions options = new CommandLineOptions(arguments);
    if (options.shouldHelp()) {
      options.showHelp();
      return;
    }
    if (options.shouldList()) {
      new Runner(options).list();
      return;
    }
    ChainedOptionsBuilder chosen = new OptionsBuilder().parent(options);
    BesuChainFile chain = new BesuChainFile();
    if (!chain.isPresent()) {
      System.out.println(
          "ChainImportBenchmark is skipped: there is no file " + chain.blocks().toAbsolutePath());
      chosen.exclude(ChainImportBenchmark.class.getSimpleName());
    }
    try {
      new Runner(chosen.build()).run();
    } catch (NoBenchmarksException nothingLeft) {
      // Not a mistake where only what is skipped was asked for.
      if (chain.isPresent()) {
        throw nothingLeft;
      }
    }
  }
}
