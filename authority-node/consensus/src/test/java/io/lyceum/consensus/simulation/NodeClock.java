package io.lyceum.consensus.simulation;

/**
 * The clock of one node: it is ahead or behind, and it runs fast or slow.
 *
 * @param originMillis true time at which the error was {@code offsetMillis}
 * @param offsetMillis how far it is ahead then
 * @param rate milliseconds that it counts in a true millisecond
 */
record NodeClock(long originMillis, long offsetMillis, double rate) {

  /** What the clock shows at a true time. */
  long at(long trueMillis) {
    return originMillis + offsetMillis + (long) Math.floor((trueMillis - originMillis) * rate);
  }

  /** The first true time at which the clock shows a time, or a later one. */
  long whenShows(long shownMillis) {
    long elapsed = shownMillis - originMillis - offsetMillis;
    long guess = originMillis + (long) Math.floor(elapsed / rate) - 1;
    while (at(guess) < shownMillis) {
      guess++;
    }
    return guess;
  }
}
