package io.lyceum.api.debug;

import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.rpc.Deadline;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.InvalidTransactionException;
import io.lyceum.ledger.execution.SystemCallException;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.tuweni.bytes.Bytes32;

/** Runs blocks again to trace their transactions. */
final class BlockReplay {

  private final ChainQuery chain;
  private final ChainConfig config;
  private final BlockExecutor executor;

  /**
   * @param chain that holds the states on which blocks ran
   * @param config of the chain
   * @param executor runs them again
   */
  BlockReplay(ChainQuery chain, ChainConfig config, BlockExecutor executor) {
    this.chain = chain;
    this.config = config;
    this.executor = executor;
  }

  /** A transaction's trace in that of its block. */
  record Entry(Bytes32 txHash, Object result) {}

  /**
   * Traces a transaction of a block.
   *
   * @param index of it in the block
   */
  Object transaction(
      Block block, int index, TracerChoice choice, TraceBudget budget, Deadline deadline) {
    TransactionTrace trace = TransactionTrace.of(choice, rules(block), budget);
    List<TransactionOutcome.Executed> outcomes =
        replay(
            block,
            block.body().transactions().subList(0, index + 1),
            at -> at == index ? trace.tracer() : Tracer.NONE,
            deadline);
    return trace.result(outcomes.getLast());
  }

  /** Traces all transactions of a block. */
  List<Entry> block(Block block, TracerChoice choice, TraceBudget budget, Deadline deadline) {
    List<Transaction> transactions = block.body().transactions();
    List<TransactionTrace> traces = new ArrayList<>();
    List<TransactionOutcome.Executed> outcomes =
        replay(
            block,
            transactions,
            index -> {
              traces.add(TransactionTrace.of(choice, rules(block), budget));
              return traces.getLast().tracer();
            },
            deadline);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < traces.size(); i++) {
      entries.add(new Entry(transactions.get(i).hash(), traces.get(i).result(outcomes.get(i))));
    }
    return entries;
  }

  private ForkRules rules(Block block) {
    return Forks.rules(config, block.number(), block.header().timestamp());
  }

  private List<TransactionOutcome.Executed> replay(
      Block block, List<Transaction> transactions, IntFunction<Tracer> tracers, Deadline deadline) {
    try {
      return executor
          .until(deadline::check)
          .replay(
              chain.stateAfter(parent(block)),
              chain.context(block.header()),
              transactions,
              index -> {
                deadline.check();
                return tracers.apply(index);
              });
    } catch (InvalidTransactionException | SystemCallException invalid) {
      throw RpcException.serverError("The block cannot be executed: " + invalid.getMessage());
    }
  }

  private BlockHeader parent(Block block) {
    if (block.number() == 0) {
      throw RpcException.serverError("Genesis is not traceable");
    }
    return chain
        .header(block.header().parentHash())
        .filter(parent -> parent.number() == block.number() - 1)
        .orElseThrow(() -> RpcException.serverError("Parent block not found"));
  }
}
