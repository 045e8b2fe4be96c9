package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.ForkRules;

/** The forks that we can execute, in order. */
public enum Fork {
  /** August 2021. */
  LONDON(London.RULES),
  /** September 2022, the merge. */
  PARIS(Paris.RULES),
  /** April 2023. */
  SHANGHAI(Shanghai.RULES),
  /** March 2024. */
  CANCUN(Cancun.RULES);

  private final ForkRules rules;

  Fork(ForkRules rules) {
    this.rules = rules;
  }

  /** What it demands. */
  public ForkRules rules() {
    return rules;
  }
}
