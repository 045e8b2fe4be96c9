package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.genesis.Fork;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of the forks. */
public final class Forks {

  private Forks() {}

  /** What a fork demands. */
  public static ForkRules rules(Fork fork) {
    return switch (fork) {
      case LONDON -> London.RULES;
      case SHANGHAI -> Shanghai.RULES;
      case CANCUN -> Cancun.RULES;
      case PRAGUE -> Prague.RULES;
      case OSAKA -> Osaka.RULES;
    };
  }

  /** The rules of a fork by its name without regard to case; Paris has a name only. */
  public static Optional<ForkRules> named(String name) {
    return Stream.of(
            London.RULES, Paris.RULES, Shanghai.RULES, Cancun.RULES, Prague.RULES, Osaka.RULES)
        .filter(rules -> rules.name().equalsIgnoreCase(name))
        .findFirst();
  }
}
