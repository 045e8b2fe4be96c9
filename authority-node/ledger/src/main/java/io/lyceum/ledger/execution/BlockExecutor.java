package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.Interruption;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.state.StateReader;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntFunction;

/**
 * Executes blocks: whole ones, to validate them, and those that are being made. Safe for many
 * threads.
 */
public final class BlockExecutor {

  private final ChainConfig config;
  private final CodeCache codes;
  private final Interruption interruption;

  /** For a chain; the cache may be shared. */
  public BlockExecutor(ChainConfig config, CodeCache codes) {
    this(config, codes, Interruption.NEVER);
  }

  private BlockExecutor(ChainConfig config, CodeCache codes, Interruption interruption) {
    this.config = config;
    this.codes = codes;
    this.interruption = interruption;
  }

  /** The same, whose blocks may be stopped: for such as are not made or judged. */
  public BlockExecutor until(Interruption stop) {
    return new BlockExecutor(config, codes, stop);
  }

  /**
   * Executes a block's transactions, all of which must be valid.
   *
   * @param parent the state that the block before left
   * @throws InvalidTransactionException for the first that is not
   * @throws SystemCallException if a system contract fails, so that no block can be valid
   */
  public BlockResult execute(StateReader parent, BlockContext block, List<Transaction> transactions)
      throws InvalidTransactionException {
    return executed(parent, block, transactions, index -> Tracer.NONE).result();
  }

  /**
   * Executes the first transactions of a block once more, or all of them.
   *
   * @param parent the state that the block before left
   * @param tracers gives each transaction's tracer by the transaction's index
   * @return what became of them
   * @throws InvalidTransactionException for the first that is not valid
   */
  public List<TransactionOutcome.Executed> replay(
      StateReader parent,
      BlockContext block,
      List<Transaction> transactions,
      IntFunction<Tracer> tracers)
      throws InvalidTransactionException {
    return executed(parent, block, transactions, tracers).outcomes();
  }

  private BlockExecution executed(
      StateReader parent,
      BlockContext block,
      List<Transaction> transactions,
      IntFunction<Tracer> tracers)
      throws InvalidTransactionException {
    BlockExecution execution = begin(parent, block);
    for (int i = 0; i < transactions.size(); i++) {
      if (execution.add(transactions.get(i), tracers.apply(i))
          instanceof TransactionOutcome.Refused(Refusal refusal)) {
        throw new InvalidTransactionException(transactions.get(i), refusal);
      }
    }
    return execution;
  }

  /**
   * Fills a block: runs candidates in their order, passes over those that cannot be in it, and
   * stops when no gas is left or the candidates end.
   *
   * @param parent the state that the block before left
   * @param refused hears of those passed over
   * @throws SystemCallException if a system contract fails, so that no block can be made
   */
  public BlockResult propose(
      StateReader parent,
      BlockContext block,
      Iterator<Transaction> candidates,
      RefusalListener refused) {
    BlockExecution execution = begin(parent, block);
    while (execution.gasLeft() >= IntrinsicGas.TRANSACTION && candidates.hasNext()) {
      Transaction transaction = candidates.next();
      if (execution.add(transaction, Tracer.NONE)
          instanceof TransactionOutcome.Refused(Refusal refusal)) {
        refused.refused(transaction, refusal);
      }
    }
    return execution.result();
  }

  private BlockExecution begin(StateReader parent, BlockContext block) {
    return tryOut(parent, block, Collections.emptySortedMap(), true);
  }

  /**
   * Begins a block that is only tried, whose transactions are given one by one.
   *
   * @param parent the state that the block before left
   * @param movedPrecompiles from where to where precompiled contracts are moved, or to nowhere
   * @param validates whether nonces and the code of senders matter, and transactions must offer the
   *     base fee
   * @throws SystemCallException if a system contract fails
   * @throws IllegalArgumentException if there are no precompiled contracts to be moved so
   */
  public BlockExecution tryOut(
      StateReader parent,
      BlockContext block,
      SortedMap<Address, Optional<Address>> movedPrecompiles,
      boolean validates) {
    return new BlockExecution(
        config, codes, interruption, parent, block, movedPrecompiles, validates);
  }
}
