package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.CodeCache;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What the execution of a chain's blocks depends on.
 *
 * @param chainId EIP-155
 * @param forks when which rules hold
 */
public record ChainRules(UInt256 chainId, ForkSchedule forks) {

  /** What a transaction in a block with a timestamp must fulfil. */
  public TransactionValidator validatorAt(long timestamp) {
    return new TransactionValidator(chainId, forks.rulesAt(timestamp));
  }

  /** What executes the transactions of a block with a timestamp. */
  public TransactionProcessor processorAt(long timestamp, CodeCache codes) {
    return new TransactionProcessor(chainId, forks.rulesAt(timestamp), codes);
  }
}
