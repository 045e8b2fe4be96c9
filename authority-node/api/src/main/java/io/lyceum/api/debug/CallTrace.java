package io.lyceum.api.debug;

import com.fasterxml.jackson.databind.util.RawValue;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.trace.CallTracer;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.execution.TransactionOutcome;

/** The calls of a transaction. */
final class CallTrace implements TransactionTrace {

  private final CallTracer tracer;

  CallTrace(TracerChoice.Calls choice, TraceBudget budget) {
    this.tracer = new CallTracer(choice.onlyTopCall(), choice.withLog(), budget);
  }

  @Override
  public Tracer tracer() {
    return tracer;
  }

  @Override
  public Object result(TransactionOutcome.Executed outcome) {
    return new RawValue(CallFrameWriter.json(tracer.root(outcome.gasUsed())));
  }
}
