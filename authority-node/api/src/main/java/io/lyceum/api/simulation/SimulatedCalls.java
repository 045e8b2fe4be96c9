package io.lyceum.api.simulation;

import io.lyceum.api.parameter.CallRequest;
import io.lyceum.api.result.Inclusion;
import io.lyceum.api.result.JsonNumber;
import io.lyceum.api.result.LogResult;
import io.lyceum.api.result.SimulatedCallResult;
import io.lyceum.api.rpc.RpcError;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.trace.TransferTracer;
import io.lyceum.ledger.execution.BlockExecution;
import io.lyceum.ledger.execution.Call;
import io.lyceum.ledger.execution.CallFees;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The calls of one simulated block.
 *
 * <p>For one thread.
 */
final class SimulatedCalls {

  /** A call that ran, with the events that are shown of it. */
  private record Ran(
      Transaction transaction, TransactionOutcome.Executed outcome, List<Log> logs) {}

  private final ChainConfig config;
  private final BlockExecution execution;
  private final SimulationRequest request;
  private final SimulationBounds bounds;
  private final List<Ran> calls = new ArrayList<>();

  SimulatedCalls(
      ChainConfig config,
      BlockExecution execution,
      SimulationRequest request,
      SimulationBounds bounds) {
    this.config = config;
    this.execution = execution;
    this.request = request;
    this.bounds = bounds;
  }

  /** Runs a call after those before it. */
  void add(CallRequest call) {
    Transaction transaction = transaction(call);
    TransferTracer transfers = new TransferTracer();
    Tracer tracer = request.traceTransfers() ? transfers : Tracer.NONE;
    switch (execution.add(transaction, tracer)) {
      case TransactionOutcome.Refused refused -> throw SimulationErrors.refused(refused.reason());
      case TransactionOutcome.Executed executed -> {
        List<Log> logs = request.traceTransfers() ? transfers.logs() : executed.logs();
        calls.add(new Ran(transaction, executed, logs));
        long logBytes = logs.stream().mapToLong(log -> log.data().size() + 256L).sum();
        bounds.take(executed.gasUsed(), executed.output().size() + logBytes);
      }
    }
  }

  private Transaction transaction(CallRequest asked) {
    Address sender = asked.from().orElse(Address.ZERO);
    // More than the block has is refused; more than the simulation has is cut down.
    long most = Math.min(execution.gasLeft(), bounds.gasLeft());
    Call call =
        new Call(
            sender,
            asked.to(),
            asked.value(),
            asked.input(),
            asked.gas().filter(gas -> gas <= most || gas > execution.gasLeft()).orElse(most),
            new CallFees(
                asked.maxFeePerGas().orElse(UInt256.ZERO),
                asked.maxPriorityFeePerGas().orElse(UInt256.ZERO)),
            asked.accessList(),
            asked.authorizations(),
            true);
    long nonce = asked.nonce().orElseGet(() -> execution.nonce(sender));
    return Transaction.unsigned(call.body(config.chainId(), nonce), sender);
  }

  /** What became of the calls, once their block is complete. */
  List<SimulatedCallResult> results(BlockHeader header, Bytes32 hash) {
    List<SimulatedCallResult> results = new ArrayList<>();
    int logsBefore = 0;
    for (Ran call : calls) {
      Inclusion inclusion = Inclusion.in(header, hash, results.size());
      List<LogResult> logs = new ArrayList<>();
      for (Log log : call.logs()) {
        logs.add(LogResult.of(log, call.transaction().hash(), inclusion, logsBefore++));
      }
      TransactionOutcome.Executed outcome = call.outcome();
      results.add(
          new SimulatedCallResult(
              outcome.output(),
              logs,
              outcome.gasUsed(),
              outcome.isSuccess() ? 1 : 0,
              failure(outcome)));
    }
    return results;
  }

  private static Optional<SimulatedCallResult.Failure> failure(
      TransactionOutcome.Executed outcome) {
    if (outcome.isSuccess()) {
      return Optional.empty();
    }
    return Optional.of(
        outcome.isRevert()
            ? new SimulatedCallResult.Failure(
                "execution reverted",
                Optional.<Bytes>of(outcome.output()),
                JsonNumber.of(RpcError.REVERTED))
            : new SimulatedCallResult.Failure(
                outcome.halt().map(halt -> "execution halted: " + halt).orElse("execution failed"),
                Optional.empty(),
                JsonNumber.of(SimulationErrors.HALTED)));
  }
}
