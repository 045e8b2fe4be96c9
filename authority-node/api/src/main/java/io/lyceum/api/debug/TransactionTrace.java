package io.lyceum.api.debug;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.execution.TransactionOutcome;

/** The trace of one transaction, which is made while the transaction runs. */
interface TransactionTrace {

  /** Hears the transaction. */
  Tracer tracer();

  /** What is answered, in geth's form, once the transaction is over. */
  Object result(TransactionOutcome.Executed outcome);

  /** The trace that a client chose. */
  static TransactionTrace of(TracerChoice choice, ForkRules rules, TraceBudget budget) {
    return switch (choice) {
      case TracerChoice.StructLogs logs -> new StructLogTrace(rules, logs.options(), budget);
      case TracerChoice.Calls calls -> new CallTrace(calls, budget);
      case TracerChoice.Prestate prestate -> new PrestateTrace(prestate, budget);
    };
  }
}
