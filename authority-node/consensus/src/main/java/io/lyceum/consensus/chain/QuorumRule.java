package io.lyceum.consensus.chain;

import io.lyceum.ledger.block.Quorum;

/** How many of a set of validators decide. */
@FunctionalInterface
public interface QuorumRule {

  /** QBFT's rule, {@code ceil(2n/3)}: any two quorums have an honest validator in common. */
  QuorumRule TWO_THIRDS = validators -> new Quorum(validators).size();

  /** The least number of prepares, commits or round changes that decide. */
  int size(int validators);
}
