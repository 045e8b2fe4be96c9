package io.lyceum.ledger.execution;

import io.lyceum.ledger.block.ExecutionRequests;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Interruption;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.StateReader;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The execution of one block, transaction by transaction.
 *
 * <p>For one thread.
 */
public final class BlockExecution {

  /** A QBFT chain carries no blobs: no layer beside it keeps their data. */
  private static final long BLOB_GAS = 0;

  private final Fork fork;
  private final QbftConfig qbft;
  private final BlockContext block;
  private final JournaledState state;
  private final Optional<SystemCalls> systemCalls;
  private final TransactionProcessor processor;
  private final boolean validates;
  private final List<Transaction> transactions = new ArrayList<>();
  private final List<TransactionReceipt> receipts = new ArrayList<>();
  private final List<TransactionOutcome.Executed> outcomes = new ArrayList<>();
  private final BlockRoom all;
  private BlockRoom room;

  BlockExecution(
      ChainConfig config,
      CodeCache codes,
      Interruption interruption,
      StateReader parent,
      BlockContext block,
      SortedMap<Address, Optional<Address>> movedPrecompiles,
      boolean validates) {
    this.fork = config.fork(block.number(), block.timestamp());
    ForkRules rules =
        Forks.rules(config, block.number(), block.timestamp()).movingPrecompiles(movedPrecompiles);
    this.qbft = config.qbft(block.number(), block.timestamp());
    this.block = qbft.miningBeneficiary().map(block::withCoinbase).orElse(block);
    this.state = new JournaledState(parent);
    this.processor = new TransactionProcessor(config.chainId(), rules, codes, interruption);
    this.validates = validates;
    this.all = new BlockRoom(block.gasLimit(), BLOB_GAS);
    this.room = all;
    this.systemCalls =
        config
            .systemContracts()
            .map(contracts -> new SystemCalls(contracts, config.chainId(), fork, rules, codes));
    systemCalls.ifPresent(calls -> calls.beforeTransactions(state, this.block));
  }

  /** Runs a transaction, or says why it cannot be in the block. */
  public TransactionOutcome add(Transaction transaction, Tracer tracer) {
    Optional<Address> sender = transaction.sender();
    if (sender.isEmpty()) {
      return new TransactionOutcome.Refused(Refusal.INVALID_SIGNATURE);
    }
    TransactionOutcome outcome =
        validates
            ? processor.process(state, block, room, sender.get(), transaction.body(), tracer)
            : processor.tryOut(state, block, room, sender.get(), transaction.body(), tracer);
    if (outcome instanceof TransactionOutcome.Executed executed) {
      keep(transaction, executed);
    }
    return outcome;
  }

  private void keep(Transaction transaction, TransactionOutcome.Executed executed) {
    room = room.after(executed);
    transactions.add(transaction);
    outcomes.add(executed);
    receipts.add(
        TransactionReceipt.of(
            transaction.body().type(), executed.isSuccess(), gasUsed(), executed.logs()));
  }

  /** The nonce of the next transaction of an account. */
  public long nonce(Address sender) {
    return state.nonce(sender);
  }

  /** The gas that further transactions can have. */
  public long gasLeft() {
    return room.gas();
  }

  private long gasUsed() {
    return all.gas() - room.gas();
  }

  /** What became of the transactions that ran, in their order. */
  public List<TransactionOutcome.Executed> outcomes() {
    return List.copyOf(outcomes);
  }

  /**
   * Ends the block.
   *
   * @throws SystemCallException if a system contract fails
   */
  public BlockResult result() {
    Optional<ExecutionRequests> requests = requests();
    reward();
    return new BlockResult(
        transactions,
        receipts,
        outcomes,
        gasUsed(),
        all.blobGas() - room.blobGas(),
        requests,
        state.changes());
  }

  private Optional<ExecutionRequests> requests() {
    return fork.isAtLeast(Fork.PRAGUE)
        ? systemCalls
            .map(calls -> calls.afterTransactions(state, block, receipts))
            .or(() -> Optional.of(ExecutionRequests.NONE))
        : Optional.empty();
  }

  private void reward() {
    if (!qbft.blockReward().isZero()) {
      state.addBalance(block.coinbase(), qbft.blockReward());
      state.endTransaction();
    }
  }
}
