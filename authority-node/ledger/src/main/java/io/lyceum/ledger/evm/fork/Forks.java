package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.genesis.BlobLimits;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.Fork;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of the forks. */
public final class Forks {

  private Forks() {}

  /** What a fork demands on Ethereum. */
  public static ForkRules rules(Fork fork) {
    return switch (fork) {
      case LONDON -> London.RULES;
      case SHANGHAI -> Shanghai.RULES;
      case CANCUN -> Cancun.RULES;
      case PRAGUE -> Prague.RULES;
      case OSAKA -> Osaka.RULES;
    };
  }

  /** What a chain demands of the block with a number and a timestamp (seconds since 1970). */
  public static ForkRules rules(ChainConfig config, long number, long timestamp) {
    Fork fork = config.fork(number, timestamp);
    ForkRules rules = rules(fork);
    BlobLimits limits = config.blobLimits().get(fork);
    return limits == null
        ? rules
        : rules
            .blobs()
            .map(schedule -> rules.with().blobs(schedule.within(limits)).build())
            .orElse(rules);
  }

  /** The rules of a fork by its name without regard to case; Paris has a name only. */
  public static Optional<ForkRules> named(String name) {
    return Stream.of(
            London.RULES, Paris.RULES, Shanghai.RULES, Cancun.RULES, Prague.RULES, Osaka.RULES)
        .filter(rules -> rules.name().equalsIgnoreCase(name))
        .findFirst();
  }
}
