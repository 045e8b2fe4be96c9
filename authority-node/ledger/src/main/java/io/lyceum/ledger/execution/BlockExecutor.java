package io.lyceum.ledger.execution;

import io.lyceum.ledger.block.ExecutionRequests;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.ForkRules;
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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Executes blocks: whole ones, to validate them, and those that are being made. Safe for many
 * threads.
 */
public final class BlockExecutor {

  /** A QBFT chain carries no blobs: no layer beside it keeps their data. */
  private static final long BLOB_GAS = 0;

  private final ChainConfig config;
  private final CodeCache codes;

  /** For a chain; the cache may be shared. */
  public BlockExecutor(ChainConfig config, CodeCache codes) {
    this.config = config;
    this.codes = codes;
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
    return List.copyOf(executed(parent, block, transactions, tracers).outcomes);
  }

  private Run executed(
      StateReader parent,
      BlockContext block,
      List<Transaction> transactions,
      IntFunction<Tracer> tracers)
      throws InvalidTransactionException {
    Run run = new Run(parent, block);
    for (int i = 0; i < transactions.size(); i++) {
      Optional<Refusal> refusal = run.add(transactions.get(i), tracers.apply(i));
      if (refusal.isPresent()) {
        throw new InvalidTransactionException(transactions.get(i), refusal.get());
      }
    }
    return run;
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
    Run run = new Run(parent, block);
    while (run.room.gas() >= IntrinsicGas.TRANSACTION && candidates.hasNext()) {
      Transaction transaction = candidates.next();
      run.add(transaction, Tracer.NONE).ifPresent(refusal -> refused.refused(transaction, refusal));
    }
    return run.result();
  }

  /** The execution of one block. */
  private final class Run {
    private final Fork fork;
    private final QbftConfig qbft;
    private final BlockContext block;
    private final JournaledState state;
    private final Optional<SystemCalls> systemCalls;
    private final TransactionProcessor processor;
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<TransactionReceipt> receipts = new ArrayList<>();
    private final List<TransactionOutcome.Executed> outcomes = new ArrayList<>();
    private final BlockRoom all;
    private BlockRoom room;

    Run(StateReader parent, BlockContext block) {
      this.fork = config.fork(block.number(), block.timestamp());
      ForkRules rules = Forks.rules(config, block.number(), block.timestamp());
      this.qbft = config.qbft(block.number(), block.timestamp());
      this.block = qbft.miningBeneficiary().map(block::withCoinbase).orElse(block);
      this.state = new JournaledState(parent);
      this.processor = new TransactionProcessor(config.chainId(), rules, codes);
      this.all = new BlockRoom(block.gasLimit(), BLOB_GAS);
      this.room = all;
      this.systemCalls =
          config
              .systemContracts()
              .map(contracts -> new SystemCalls(contracts, config.chainId(), fork, rules, codes));
      systemCalls.ifPresent(calls -> calls.beforeTransactions(state, this.block));
    }

    /** Runs a transaction, or says why it cannot. */
    Optional<Refusal> add(Transaction transaction, Tracer tracer) {
      Optional<Address> sender = transaction.sender();
      if (sender.isEmpty()) {
        return Optional.of(Refusal.INVALID_SIGNATURE);
      }
      TransactionOutcome outcome =
          processor.process(state, block, room, sender.get(), transaction.body(), tracer);
      return switch (outcome) {
        case TransactionOutcome.Refused(Refusal reason) -> Optional.of(reason);
        case TransactionOutcome.Executed executed -> {
          keep(transaction, executed);
          yield Optional.empty();
        }
      };
    }

    private void keep(Transaction transaction, TransactionOutcome.Executed executed) {
      room = room.after(executed);
      transactions.add(transaction);
      outcomes.add(executed);
      receipts.add(
          TransactionReceipt.of(
              transaction.body().type(), executed.isSuccess(), gasUsed(), executed.logs()));
    }

    private long gasUsed() {
      return all.gas() - room.gas();
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

    BlockResult result() {
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
  }
}
