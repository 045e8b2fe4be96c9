package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.fork.Fork;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When the forks of a chain begin. London begins with the genesis; those after it at the first
 * block whose timestamp is reached, as in Besu's {@code shanghaiTime} and {@code cancunTime}.
 */
public final class ForkSchedule {

  private final Map<Fork, Long> times = new EnumMap<>(Fork.class);

  /**
   * Reads the times of the genesis file, in seconds; a fork without a time never comes.
   *
   * @throws IllegalArgumentException if a fork comes before the one that it builds on
   */
  public ForkSchedule(OptionalLong shanghaiTime, OptionalLong cancunTime) {
    shanghaiTime.ifPresent(time -> times.put(Fork.SHANGHAI, time));
    cancunTime.ifPresent(time -> times.put(Fork.CANCUN, time));
    if (cancunTime.isPresent()
        && (shanghaiTime.isEmpty() || shanghaiTime.getAsLong() > cancunTime.getAsLong())) {
      throw new IllegalArgumentException("cancunTime demands a shanghaiTime that is not later");
    }
  }

  /** One fork from genesis on. */
  public static ForkSchedule always(Fork fork) {
    return switch (fork) {
      case LONDON -> new ForkSchedule(OptionalLong.empty(), OptionalLong.empty());
      case PARIS -> throw new IllegalArgumentException("A QBFT chain goes from London to Shanghai");
      case SHANGHAI -> new ForkSchedule(OptionalLong.of(0), OptionalLong.empty());
      case CANCUN -> new ForkSchedule(OptionalLong.of(0), OptionalLong.of(0));
    };
  }

  /** The fork of a block with a timestamp. */
  public Fork at(long timestamp) {
    Fork current = Fork.LONDON;
    for (Map.Entry<Fork, Long> entry : times.entrySet()) {
      if (timestamp >= entry.getValue()) {
        current = entry.getKey();
      }
    }
    return current;
  }

  /** When a fork begins, if it does. */
  public Optional<Long> timeOf(Fork fork) {
    return fork == Fork.LONDON ? Optional.of(0L) : Optional.ofNullable(times.get(fork));
  }

  /** The rules of a block with a timestamp. */
  public ForkRules rulesAt(long timestamp) {
    return at(timestamp).rules();
  }
}
