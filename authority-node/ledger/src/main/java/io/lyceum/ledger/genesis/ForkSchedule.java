package io.lyceum.ledger.genesis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * When forks begin. London rules from block 0, Paris from a block on, and later forks from the
 * first block whose timestamp is at least theirs. A fork brings along what came before it.
 *
 * @param parisBlock the first block of Paris, where it is scheduled by itself (mergeNetSplitBlock)
 * @param activationTimes seconds since 1970 by fork, for the forks that are scheduled by time
 */
public record ForkSchedule(OptionalLong parisBlock, Map<Fork, Long> activationTimes) {

  /** Keeps an unmodifiable copy, ordered by fork. */
  public ForkSchedule {
    Map<Fork, Long> copy = new EnumMap<>(Fork.class);
    copy.putAll(activationTimes);
    activationTimes = Collections.unmodifiableMap(copy);
  }

  /** Forks by time alone. */
  public ForkSchedule(Map<Fork, Long> activationTimes) {
    this(OptionalLong.empty(), activationTimes);
  }

  /** The rules of a block with a timestamp in seconds since 1970. */
  public Fork at(long number, long timestamp) {
    Fork current =
        parisBlock.isPresent() && parisBlock.getAsLong() <= number ? Fork.PARIS : Fork.LONDON;
    for (Map.Entry<Fork, Long> entry : activationTimes.entrySet()) {
      if (entry.getValue() <= timestamp) {
        current = entry.getKey();
      }
    }
    return current;
  }

  /** When the first fork by time begins, in seconds since 1970. */
  OptionalLong firstTime() {
    return activationTimes.values().stream().mapToLong(Long::longValue).min();
  }
}
