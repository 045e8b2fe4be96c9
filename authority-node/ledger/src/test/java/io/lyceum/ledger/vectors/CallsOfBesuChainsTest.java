package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.trace.CallFrame;
import io.lyceum.ledger.evm.trace.CallTracer;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.state.MemoryState;
import io.lyceum.ledger.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trees of calls of Besu's chains agree with what the transactions left. */
class CallsOfBesuChainsTest {

  @ParameterizedTest
  @EnumSource(names = {"LONDON", "CANCUN", "PRAGUE", "PRAGUE_SYSTEM"})
  void callsAgreeWithOutcomes(BesuChain chain) throws Exception {
    Genesis genesis = chain.genesis();
    List<Block> blocks = chain.blocks();
    BlockExecutor executor = new BlockExecutor(genesis.config(), new CodeCache(64));
    MemoryState state = new MemoryState();
    state.apply(genesis.state());
    int nested = 0;

    for (Block block : blocks.subList(1, blocks.size())) {
      List<Transaction> transactions = block.body().transactions();
      BlockContext context =
          BlockContext.of(block.header(), number -> blocks.get((int) number).hash());
      List<CallTracer> tracers = new ArrayList<>();
      List<TransactionOutcome.Executed> outcomes =
          executor.replay(
              state.current(),
              context,
              transactions,
              index -> {
                tracers.add(new CallTracer(false, true, new TraceBudget(1 << 24)));
                return tracers.getLast();
              });
      state.apply(executor.execute(state.current(), context, transactions).changes());
      for (int i = 0; i < transactions.size(); i++) {
        TransactionOutcome.Executed outcome = outcomes.get(i);
        CallFrame root = tracers.get(i).root(outcome.gasUsed());
        assertThat(root.error().isEmpty()).isEqualTo(outcome.isSuccess());
        assertThat(root.output()).isEqualTo(outcome.output());
        assertThat(root.gas()).isEqualTo(transactions.get(i).body().gasLimit());
        SortedMap<Integer, Log> logs = new TreeMap<>();
        collect(root, logs);
        assertThat(logs.values()).containsExactlyElementsOf(outcome.logs());
        nested += root.calls().size();
      }
    }
    assertThat(nested).isPositive();
  }

  /** Puts the events of a call and of those that it made in their order. */
  private static void collect(CallFrame frame, SortedMap<Integer, Log> logs) {
    frame.logs().forEach(placed -> logs.put(placed.index(), placed.log()));
    frame.calls().forEach(call -> collect(call, logs));
  }
}
