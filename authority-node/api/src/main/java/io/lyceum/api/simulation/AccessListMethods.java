package io.lyceum.api.simulation;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK;
import static io.lyceum.api.schema.EthereumSchemas.CALL;
import static io.lyceum.api.schema.EthereumSchemas.STATE_OVERRIDES;

import io.lyceum.api.debug.TraceGate;
import io.lyceum.api.eth.CallFailures;
import io.lyceum.api.eth.CallReader;
import io.lyceum.api.result.AccessListResult;
import io.lyceum.api.result.TransactionResult;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.ledger.execution.Call;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.execution.CallSite;
import io.lyceum.ledger.execution.ListedCall;
import io.lyceum.ledger.execution.TransactionOutcome;
import java.util.Optional;

/** The access lists (EIP-2930) that calls need. */
public final class AccessListMethods implements RpcMethodFamily {

  private final CallReader reader;
  private final CallSimulator simulator;
  private final TraceGate gate;

  /**
   * @param reader reads calls
   * @param simulator tries them
   * @param gate bounds what the search takes, which traces the calls
   */
  public AccessListMethods(CallReader reader, CallSimulator simulator, TraceGate gate) {
    this.reader = reader;
    this.simulator = simulator;
    this.gate = gate;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add(
        method("eth_createAccessList", "What a transaction touches, and its gas if it announces so")
            .required("call", CALL)
            .optional("block", BLOCK)
            .optional("stateOverrides", STATE_OVERRIDES)
            .returns("accessList", ResultSchemas.of(AccessListResult.class)),
        this::create);
  }

  private Object create(RpcParameters parameters) {
    CallSite site = reader.site(parameters);
    Call call = reader.call(parameters);
    return gate.run(
        (budget, deadline) ->
            result(simulator.until(deadline::check).accessList(site, call, budget)));
  }

  private static AccessListResult result(ListedCall listed) {
    return switch (listed.outcome()) {
      case TransactionOutcome.Refused refused -> throw CallFailures.of(refused);
      case TransactionOutcome.Executed executed ->
          new AccessListResult(
              listed.accessList().stream().map(TransactionResult.AccessListItem::of).toList(),
              executed.isSuccess()
                  ? Optional.empty()
                  : Optional.of(CallFailures.of(executed).getMessage()),
              executed.gasUsed());
    };
  }
}
