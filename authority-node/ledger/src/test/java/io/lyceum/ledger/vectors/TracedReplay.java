package io.lyceum.ledger.vectors;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.state.MemoryState;
import io.lyceum.ledger.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The transactions of a chain that Besu wrote, executed again, each under a tracer of its own.
 *
 * @param <T> what is kept of each transaction
 */
final class TracedReplay<T> {

  /**
   * A transaction that ran.
   *
   * @param place in its block, from 0
   */
  record Traced<T>(
      BlockContext block,
      int place,
      Transaction transaction,
      TransactionOutcome.Executed outcome,
      T trace) {}

  private final Function<BlockContext, T> begin;
  private final Function<T, Tracer> tracer;

  /**
   * @param begin the trace of a transaction in a block
   * @param tracer which fills it
   */
  TracedReplay(Function<BlockContext, T> begin, Function<T, Tracer> tracer) {
    this.begin = begin;
    this.tracer = tracer;
  }

  /** Replays tracers themselves. */
  static <T extends Tracer> TracedReplay<T> of(Function<BlockContext, T> begin) {
    return new TracedReplay<>(begin, own -> own);
  }

  /** Shows all transactions of a chain in their order. */
  void run(BesuChain chain, Consumer<Traced<T>> shown) throws Exception {
    Genesis genesis = chain.genesis();
    List<Block> blocks = chain.blocks();
    BlockExecutor executor = new BlockExecutor(genesis.config(), new CodeCache(64));
    MemoryState state = new MemoryState();
    state.apply(genesis.state());
    for (Block block : blocks.subList(1, blocks.size())) {
      List<Transaction> transactions = block.body().transactions();
      BlockContext context =
          BlockContext.of(block.header(), number -> blocks.get((int) number).hash());
      List<T> traces = new ArrayList<>();
      List<TransactionOutcome.Executed> outcomes =
          executor.replay(
              state.current(),
              context,
              transactions,
              index -> {
                traces.add(begin.apply(context));
                return tracer.apply(traces.getLast());
              });
      state.apply(executor.execute(state.current(), context, transactions).changes());
      for (int i = 0; i < transactions.size(); i++) {
        shown.accept(new Traced<>(context, i, transactions.get(i), outcomes.get(i), traces.get(i)));
      }
    }
  }
}
