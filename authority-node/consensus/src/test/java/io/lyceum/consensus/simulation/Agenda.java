package io.lyceum.consensus.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The virtual clock: what is to happen when. Things of the same time happen in their order. */
final class Agenda {

  private record Entry(long atMillis, long order, Runnable action) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::atMillis).thenComparing(Entry::order));
  private long nowMillis;
  private long nextOrder;

  Agenda(long startMillis) {
    nowMillis = startMillis;
  }

  long now() {
    return nowMillis;
  }

  void at(long millis, Runnable action) {
    entries.add(new Entry(Math.max(millis, nowMillis), nextOrder++, action));
  }

  void after(long millis, Runnable action) {
    at(nowMillis + millis, action);
  }

  /** Lets everything happen up to a time. */
  void runUntil(long millis) {
    while (!entries.isEmpty() && entries.peek().atMillis() <= millis) {
      Entry entry = entries.poll();
      nowMillis = entry.atMillis();
      entry.action().run();
    }
    nowMillis = millis;
  }
}
