package io.lyceum.cli.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thread that sends the transactions of some senders to one node, in batches, at its share of
 * the rate.
 */
final class Submission implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration PAUSE_WITHOUT_NODE = Duration.ofMillis(500);

  private final NodeClient node;
  private final List<Sender> senders;
  private final double rate;
  private final int batch;
  private final int inFlight;
  private final BlockFollower blocks;
  private final Tally tally;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("submission").unstarted(this::run);
  private volatile boolean repeatsOnly;
  private int turn;
  private double sent;

  /**
   * @param node that gets them
   * @param senders whose they are; no other submission may have them
   * @param rate of these senders in transactions per second; infinite for no bound
   * @param plan bounds batches and what is in flight in all
   */
  Submission(
      NodeClient node,
      List<Sender> senders,
      double rate,
      LoadPlan plan,
      BlockFollower blocks,
      Tally tally) {
    this.node = node;
    this.senders = List.copyOf(senders);
    this.rate = rate;
    this.batch = plan.batch();
    this.inFlight = plan.inFlight();
    this.blocks = blocks;
    this.tally = tally;
  }

  void start() {
    thread.start();
  }

  /** Sends nothing new from now on; what no block takes is still sent again. */
  void finish() {
    repeatsOnly = true;
  }

  private void run() {
    long start = System.nanoTime();
    try {
      while (true) {
        double due = rate * (System.nanoTime() - start) / 1e9 - sent;
        List<LoadTransaction> next = collect((int) Math.min(batch, due));
        if (next.isEmpty()) {
          Thread.sleep(PAUSE);
        } else {
          send(next);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** One transaction of each sender in turn, so that a block has some of all. */
  private List<LoadTransaction> collect(int most) {
    List<LoadTransaction> chosen = new ArrayList<>();
    int room = repeatsOnly ? 0 : inFlight - tally.inFlight();
    int without = 0;
    while (chosen.size() < most && without < senders.size()) {
      Optional<LoadTransaction> next =
          senders.get(turn).next(blocks.height(), System.nanoTime(), chosen.size() < room);
      turn = (turn + 1) % senders.size();
      without = next.isPresent() ? 0 : without + 1;
      next.ifPresent(chosen::add);
    }
    return chosen;
  }

  private void send(List<LoadTransaction> transactions) throws InterruptedException {
    long height = blocks.height();
    long now = System.nanoTime();
    transactions.forEach(transaction -> tally.submitted(transaction, now));
    sent += transactions.size();
    try {
      List<Optional<String>> refusals = node.submit(transactions);
      for (int i = 0; i < transactions.size(); i++) {
        LoadTransaction transaction = transactions.get(i);
        refusals
            .get(i)
            .ifPresent(
                reason -> {
                  tally.refused(transaction, reason);
                  takeBack(transaction, height);
                });
      }
    } catch (IOException e) {
      tally.unanswered(transactions, "request without an answer of " + node.url());
      transactions.forEach(transaction -> takeBack(transaction, -1));
      Thread.sleep(PAUSE_WITHOUT_NODE);
    }
  }

  private void takeBack(LoadTransaction transaction, long height) {
    sent--;
    transaction.sender().goBackTo(transaction, height);
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
