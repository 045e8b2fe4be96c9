package io.lyceum.ledger.genesis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * When forks begin. London rules from block 0; later forks begin with the first block whose
 * timestamp is at least theirs.
 *
 * @param activationTimes seconds since 1970 by fork, for the forks that are scheduled at all
 */
public record ForkSchedule(Map<Fork, Long> activationTimes) {

  /** Keeps an unmodifiable copy, ordered by fork. */
  public ForkSchedule {
    Map<Fork, Long> copy = new EnumMap<>(Fork.class);
    copy.putAll(activationTimes);
    activationTimes = Collections.unmodifiableMap(copy);
  }

  /** The rules of a block with a timestamp in seconds since 1970. */
  public Fork at(long timestamp) {
    Fork current = Fork.LONDON;
    for (Map.Entry<Fork, Long> entry : activationTimes.entrySet()) {
      if (entry.getValue() <= timestamp) {
        current = entry.getKey();
      }
    }
    return current;
  }
}
