package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.evm.trace.CallFrame;
import io.lyceum.ledger.evm.trace.CallTracer;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.execution.TransactionOutcome;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trees of calls of Besu's chains agree with what the transactions left. */
class CallsOfBesuChainsTest {

  @ParameterizedTest
  @EnumSource(names = {"LONDON", "CANCUN", "PRAGUE", "PRAGUE_SYSTEM"})
  void callsAgreeWithOutcomes(BesuChain chain) throws Exception {
    AtomicInteger nested = new AtomicInteger();
    TracedReplay.of(block -> new CallTracer(false, true, new TraceBudget(1 << 24)))
        .run(
            chain,
            ran -> {
              TransactionOutcome.Executed outcome = ran.outcome();
              CallFrame root = ran.trace().root(outcome.gasUsed());
              assertThat(root.error().isEmpty()).isEqualTo(outcome.isSuccess());
              assertThat(root.output()).isEqualTo(outcome.output());
              assertThat(root.gas()).isEqualTo(ran.transaction().body().gasLimit());
              SortedMap<Integer, Log> logs = new TreeMap<>();
              collect(root, logs);
              assertThat(logs.values()).containsExactlyElementsOf(outcome.logs());
              nested.addAndGet(root.calls().size());
            });
    assertThat(nested).hasPositiveValue();
  }

  /** Puts the events of a call and of those that it made in their order. */
  private static void collect(CallFrame frame, SortedMap<Integer, Log> logs) {
    frame.logs().forEach(placed -> logs.put(placed.index(), placed.log()));
    frame.calls().forEach(call -> collect(call, logs));
  }
}
