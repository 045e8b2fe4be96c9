package io.lyceum.verification;

import java.util.HashMap;
import java.util.Map;

/**
 * When a duty is done: authorities that share one take turns by their places, so that usually one
 * transaction is sent, and a duty that failed waits longer each time and is given up at last. Safe
 * for use by many threads.
 */
final class DutySchedule {

  /** How long an authority leaves a shared duty to the one before it, in blocks. */
  private static final long BLOCKS_PER_PLACE = 2;

  private static final int MOST_FAILURES = 8;

  /** A duty that nobody asked for in so many blocks is over. */
  private static final long FORGOTTEN_AFTER = 2_000;

  private record Duty(long notBefore, int failures, long askedAt) {

    Duty asked(long block) {
      return new Duty(notBefore, failures, block);
    }

    Duty delayed(long untilBlock, int nowFailures) {
      return new Duty(untilBlock, nowFailures, askedAt);
    }
  }

  private final Map<String, Duty> duties = new HashMap<>();

  /** Whether a duty that became due just now or earlier is to be done in this block. */
  synchronized boolean isDue(String duty, long block, int place) {
    Duty state =
        duties
            .getOrDefault(duty, new Duty(block + place * BLOCKS_PER_PLACE, 0, block))
            .asked(block);
    duties.put(duty, state);
    return state.failures() < MOST_FAILURES && block >= state.notBefore();
  }

  /** Waits without counting a failure. */
  synchronized void postpone(String duty, long untilBlock) {
    duties.computeIfPresent(duty, (name, old) -> old.delayed(untilBlock, old.failures()));
  }

  /** Waits for 2, 4, 8, … blocks, or for ever after the eighth failure. */
  synchronized void failed(String duty, long block) {
    duties.computeIfPresent(
        duty, (name, old) -> old.delayed(block + (2L << old.failures()), old.failures() + 1));
  }

  /** Forgets the duties that are over. */
  synchronized void forgetBefore(long block) {
    duties.values().removeIf(duty -> duty.askedAt() < block - FORGOTTEN_AFTER);
  }
}
