package io.lyceum.cli.load;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.SortedMap;
import java.util.function.ToLongFunction;

/**
 * What a load has shown.
 *
 * @param plan what was to be done
 * @param times how long it took
 * @param submitted transactions that a node took
 * @param refused how often a node did not take one, by reason; it was sent again later
 * @param mined transactions that are in blocks
 * @param minedPerSecond from the first submission to the last block
 * @param latency from the submission of a transaction to its sealed block
 * @param blocks from the first to the last with one of the transactions
 * @param cpu of the nodes that live still, and of this process as the last
 * @param loadAverage of the machine in the last minute; negative where the system does not tell
 */
record LoadReport(
    LoadPlan plan,
    Times times,
    long submitted,
    SortedMap<String, Long> refused,
    long mined,
    double minedPerSecond,
    Latency latency,
    Blocks blocks,
    List<Cpu> cpu,
    double loadAverage) {

  /**
   * Both from the start, in seconds.
   *
   * @param submission until the last new transaction was submitted
   * @param total until the last block with a transaction was seen
   */
  record Times(double submission, double total) {}

  /** Milliseconds; half of the transactions took at most p50, and so on. */
  record Latency(double p50, double p99, double longest) {

    static Latency of(List<Long> ascendingNanos) {
      return new Latency(
          percentile(ascendingNanos, 50),
          percentile(ascendingNanos, 99),
          percentile(ascendingNanos, 100));
    }

    private static double percentile(List<Long> ascending, int percent) {
      int rank = Math.ceilDiv(ascending.size() * percent, 100);
      return ascending.isEmpty() ? 0 : ascending.get(Math.max(rank, 1) - 1) / 1e6;
    }
  }

  /**
   * @param count of blocks
   * @param interval mean seconds from one to the next
   * @param transactions in a block
   * @param bytes of a block
   * @param gas used by a block
   */
  record Blocks(int count, double interval, Extent transactions, Extent bytes, Extent gas) {

    static Blocks of(List<SealedBlock> blocks) {
      long span = blocks.getLast().timestamp() - blocks.getFirst().timestamp();
      return new Blocks(
          blocks.size(),
          blocks.size() == 1 ? 0 : (double) span / (blocks.size() - 1),
          Extent.of(blocks, block -> block.transactions().size()),
          Extent.of(blocks, SealedBlock::bytes),
          Extent.of(blocks, SealedBlock::gasUsed));
    }
  }

  /** The mean and the most. */
  record Extent(double mean, long most) {

    static Extent of(List<SealedBlock> blocks, ToLongFunction<SealedBlock> quantity) {
      LongSummaryStatistics all = blocks.stream().mapToLong(quantity).summaryStatistics();
      return new Extent(all.getAverage(), all.getMax());
    }
  }

  /** The CPU time of a process, in seconds. */
  record Cpu(long pid, double seconds) {}

  static LoadReport of(LoadPlan plan, Tally tally, Times times, List<Cpu> cpu, double loadAverage) {
    return new LoadReport(
        plan,
        times,
        tally.submitted(),
        tally.refusals(),
        tally.mined(),
        tally.mined() / times.total(),
        Latency.of(tally.latencies()),
        Blocks.of(tally.blocks()),
        cpu,
        loadAverage);
  }

  /** Writes it as JSON. */
  void write(Path file) throws IOException {
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(file.toFile(), this);
  }

  /** Prints it for people. */
  void print(PrintWriter out) {
    line(
        out,
        "load",
        "%s, %d senders, batches of %d, %s, at most %,d in flight",
        plan.kind().name().toLowerCase(Locale.ROOT),
        plan.senders(),
        plan.batch(),
        plan.rate() == 0 ? "as fast as it goes" : plan.rate() + "/s",
        plan.inFlight());
    line(out, "submitted", "%,d in %.1f s", submitted, times.submission());
    refused.forEach((reason, count) -> line(out, "refused", "%,d × %s", count, reason));
    line(out, "mined", "%,d of them in %.1f s", mined, times.total());
    line(out, "throughput", "%,.1f transactions/s", minedPerSecond);
    line(
        out,
        "latency",
        "p50 %,.0f ms, p99 %,.0f ms, longest %,.0f ms, from submission to the sealed block",
        latency.p50(),
        latency.p99(),
        latency.longest());
    line(
        out,
        "blocks",
        "%d, one each %.2f s; mean and most: transactions %,.0f and %,d, kB %,.0f and %,.0f, Mgas"
            + " %,.1f and %,.1f",
        blocks.count(),
        blocks.interval(),
        blocks.transactions().mean(),
        blocks.transactions().most(),
        blocks.bytes().mean() / 1e3,
        blocks.bytes().most() / 1e3,
        blocks.gas().mean() / 1e6,
        blocks.gas().most() / 1e6);
    for (Cpu process : cpu.subList(0, cpu.size() - 1)) {
      line(
          out,
          "CPU",
          "%.2f cores of process %d, which is a second for %,.0f transactions",
          process.seconds() / times.total(),
          process.pid(),
          mined / process.seconds());
    }
    line(out, "CPU", "%.2f cores of this command", cpu.getLast().seconds() / times.total());
    if (loadAverage >= 0) {
      line(out, "machine", "load average %.1f", loadAverage);
    }
  }

  private static void line(PrintWriter out, String name, String format, Object... values) {
    out.printf("%-11s %s%n", name, format.formatted(values));
  }
}
