package io.lyceum.cli.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what becomes of the transactions. Times are nanoseconds. Safe for use by many threads. */
final class Tally {

  private final Map<String, LoadTransaction> expected = new HashMap<>();
  private final Map<LoadTransaction, Long> inFlight = new HashMap<>();
  private final SortedMap<String, Long> refusals = new TreeMap<>();
  private final List<Long> latencies = new ArrayList<>();
  private final List<SealedBlock> blocks = new ArrayList<>();
  private long submitted;
  private long mined;
  private long lastMinedNanos;

  Tally(Collection<LoadTransaction> transactions) {
    transactions.forEach(transaction -> expected.put(transaction.hash(), transaction));
  }

  /** A transaction leaves; one that is in flight already keeps its first time. */
  synchronized void submitted(LoadTransaction transaction, long nanos) {
    if (expected.containsKey(transaction.hash())
        && inFlight.putIfAbsent(transaction, nanos) == null) {
      submitted++;
    }
  }

  /** A transaction came back; it is as if it had not left. */
  synchronized void refused(LoadTransaction transaction, String reason) {
    refusals.merge(reason, 1L, Long::sum);
    takeBack(transaction);
  }

  /** A request got no answer; it is as if none of its transactions had left. */
  synchronized void unanswered(List<LoadTransaction> transactions, String reason) {
    refusals.merge(reason, 1L, Long::sum);
    transactions.forEach(this::takeBack);
  }

  private void takeBack(LoadTransaction transaction) {
    if (inFlight.remove(transaction) != null) {
      submitted--;
    }
  }

  /** A block was seen; it takes what it holds out of flight. */
  synchronized void sealed(SealedBlock block, long nanos) {
    boolean ours = false;
    for (String hash : block.transactions()) {
      LoadTransaction transaction = expected.remove(hash);
      if (transaction != null) {
        Long left = inFlight.remove(transaction);
        if (left == null) {
          // The answer to it got lost, so that it counted as refused.
          submitted++;
        } else {
          latencies.add(nanos - left);
        }
        mined++;
        transaction.sender().mined(transaction, nanos);
        ours = true;
      }
    }
    if (ours) {
      lastMinedNanos = nanos;
    }
    if (ours || !blocks.isEmpty()) {
      blocks.add(block);
    }
  }

  synchronized int inFlight() {
    return inFlight.size();
  }

  synchronized long submitted() {
    return submitted;
  }

  synchronized long mined() {
    return mined;
  }

  synchronized long lastMinedNanos() {
    return lastMinedNanos;
  }

  /** How often a transaction, or a whole request, was not taken, by reason. */
  synchronized SortedMap<String, Long> refusals() {
    return new TreeMap<>(refusals);
  }

  /** From submission to the sealed block, ascending. */
  synchronized List<Long> latencies() {
    return latencies.stream().sorted().toList();
  }

  /** From the first to the last block that holds one of the transactions. */
  synchronized List<SealedBlock> blocks() {
    return List.copyOf(blocks);
  }
}
