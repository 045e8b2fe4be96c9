package io.lyceum.api.eth;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK_OVERRIDES;
import static io.lyceum.api.schema.EthereumSchemas.CALL;
import static io.lyceum.api.schema.EthereumSchemas.DATA;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;
import static io.lyceum.api.schema.EthereumSchemas.STATE_OVERRIDES;

import io.lyceum.api.rpc.MethodDescription;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.execution.CallSite;
import io.lyceum.ledger.execution.GasEstimate;
import io.lyceum.ledger.execution.TransactionOutcome;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;

/** Calls that change nothing, and the gas that they would need. */
public final class CallMethods implements RpcMethodFamily {

  private final CallReader reader;
  private final Supplier<CallSimulator> simulator;

  /**
   * @param reader reads calls
   * @param simulator runs them, each within a time of its own
   */
  public CallMethods(CallReader reader, Supplier<CallSimulator> simulator) {
    this.reader = reader;
    this.simulator = simulator;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            tried(method("eth_call", "What a call would return in the state after a block"))
                .returns("output", DATA),
            this::call)
        .add(
            tried(
                    method(
                        "eth_estimateGas", "The least gas limit with which a transaction succeeds"))
                .returns("gas", QUANTITY),
            this::estimateGas);
  }

  private static MethodDescription tried(MethodDescription begun) {
    return begun
        .required("call", CALL)
        .optional("block", BLOCK)
        .optional("stateOverrides", STATE_OVERRIDES)
        .optional("blockOverrides", BLOCK_OVERRIDES);
  }

  private Bytes call(RpcParameters parameters) {
    TransactionOutcome outcome =
        simulator.get().call(reader.site(parameters), reader.call(parameters), Tracer.NONE);
    if (outcome instanceof TransactionOutcome.Executed executed && executed.isSuccess()) {
      return executed.output();
    }
    throw CallFailures.of(outcome);
  }

  private long estimateGas(RpcParameters parameters) {
    CallSite site = reader.site(parameters);
    return switch (simulator.get().estimateGas(site, reader.transaction(parameters, site))) {
      case GasEstimate.Sufficient(long gas) -> gas;
      case GasEstimate.Impossible(TransactionOutcome outcome) -> throw CallFailures.of(outcome);
    };
  }
}
