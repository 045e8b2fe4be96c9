package io.lyceum.verification;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * When a duty is done: authorities that share one take turns by their places, so that usually one
 * transaction is sent, and a duty that failed waits longer each time and is given up at last. Only
 * what is asked for in every round is remembered.
 */
final class DutySchedule {

  /** How long an authority leaves a shared duty to the one before it, in blocks. */
  private static final long BLOCKS_PER_PLACE = 2;

  private static final int MOST_FAILURES = 8;

  private record Duty(long notBefore, int failures) {}

  private final Map<String, Duty> duties = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  /** Whether a duty that became due just now or earlier is to be done in this block. */
  boolean isDue(String duty, long block, int place) {
    asked.add(duty);
    Duty state =
        duties.computeIfAbsent(duty, news -> new Duty(block + place * BLOCKS_PER_PLACE, 0));
    return state.failures() < MOST_FAILURES && block >= state.notBefore();
  }

  /** Waits without counting a failure. */
  void postpone(String duty, long untilBlock) {
    duties.merge(
        duty, new Duty(untilBlock, 0), (old, news) -> new Duty(untilBlock, old.failures()));
  }

  /** Waits for 2, 4, 8, … blocks, or for ever after the eighth failure. */
  void failed(String duty, long block) {
    duties.merge(
        duty,
        new Duty(block + 2, 1),
        (old, news) -> new Duty(block + (2L << old.failures()), old.failures() + 1));
  }

  /** Forgets the duties that nobody asked for since the last call. */
  void endRound() {
    duties.keySet().retainAll(asked);
    asked.clear();
  }
}
