package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.genesis.Fork;

/** The rules of the forks that can be executed. */
public final class Forks {

  private Forks() {}

  /**
   * What a fork demands.
   *
   * @throws IllegalArgumentException if we cannot execute it
   */
  public static ForkRules rules(Fork fork) {
    return switch (fork) {
      case LONDON -> London.RULES;
      case SHANGHAI -> Shanghai.RULES;
      case CANCUN -> Cancun.RULES;
      case PRAGUE, OSAKA ->
          throw new IllegalArgumentException("The rules of " + fork + " are not supported");
    };
  }
}
