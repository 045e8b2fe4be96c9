package io.lyceum.cli.load;

import io.lyceum.cli.CommandFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The load itself: submits for the planned time, waits for what is in flight, and reports. */
final class LoadRun {

  private static final int SUBMISSIONS_PER_NODE = 2;
  private static final Duration POLL = Duration.ofMillis(20);

  /** How long nothing may be mined before what is in flight counts as lost. */
  private static final long DRAIN_NANOS = Duration.ofSeconds(30).toNanos();

  private final LoadPlan plan;
  private final List<NodeClient> nodes;
  private final List<Sender> senders;
  private final List<Long> pids;

  /**
   * @param senders with their signed transactions
   * @param pids processes whose CPU time is measured; this one's is in any case
   */
  LoadRun(LoadPlan plan, List<NodeClient> nodes, List<Sender> senders, List<Long> pids) {
    this.plan = plan;
    this.nodes = nodes;
    this.senders = senders;
    this.pids = new ArrayList<>(pids);
    this.pids.add(ProcessHandle.current().pid());
  }

  /**
   * Runs to the end.
   *
   * @throws CommandFailure if nothing was mined
   */
  LoadReport run() throws IOException, InterruptedException {
    Tally tally =
        new Tally(senders.stream().flatMap(sender -> sender.prepared().stream()).toList());
    long height = Long.decode(nodes.getFirst().ask("eth_blockNumber").asText());
    ProcessorTime before = ProcessorTime.of(pids);
    long start = System.nanoTime();
    List<Submission> submissions = List.of();
    long submittedUntil;
    try (BlockFollower blocks = new BlockFollower(nodes, height, tally)) {
      submissions = submissions(blocks, tally);
      blocks.start();
      submissions.forEach(Submission::start);
      submittedUntil = submit(start, tally);
      submissions.forEach(Submission::finish);
      drain(tally);
    } finally {
      for (Submission submission : submissions) {
        submission.close();
      }
    }
    List<LoadReport.Cpu> cpu = before.since();
    if (tally.mined() == 0) {
      throw new CommandFailure("No transaction was mined; refused: " + tally.refusals());
    }
    return LoadReport.of(
        plan,
        tally,
        new LoadReport.Times(
            (submittedUntil - start) / 1e9, (tally.lastMinedNanos() - start) / 1e9),
        cpu,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Two threads for each node, and each sender's transactions by one of them. */
  private List<Submission> submissions(BlockFollower blocks, Tally tally) {
    int count = Math.min(senders.size(), nodes.size() * SUBMISSIONS_PER_NODE);
    double rate = plan.rate() == 0 ? Double.POSITIVE_INFINITY : (double) plan.rate();
    List<Submission> submissions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int first = i;
      List<Sender> own =
          IntStream.range(0, senders.size())
              .filter(sender -> sender % count == first)
              .mapToObj(senders::get)
              .toList();
      submissions.add(
          new Submission(
              nodes.get(i % nodes.size()),
              own,
              rate * own.size() / senders.size(),
              plan,
              blocks,
              tally));
    }
    return submissions;
  }

  /** Lets the time of submission pass; returns its end, which is earlier if nothing is left. */
  private long submit(long start, Tally tally) throws InterruptedException {
    long end = start + Duration.ofSeconds(plan.seconds()).toNanos();
    while (System.nanoTime() < end) {
      if (tally.inFlight() == 0 && senders.stream().allMatch(Sender::isExhausted)) {
        break;
      }
      Thread.sleep(POLL);
    }
    return Math.min(end, System.nanoTime());
  }

  private static void drain(Tally tally) throws InterruptedException {
    long start = System.nanoTime();
    while (tally.inFlight() > 0
        && System.nanoTime() - Math.max(start, tally.lastMinedNanos()) < DRAIN_NANOS) {
      Thread.sleep(POLL);
    }
  }
}
