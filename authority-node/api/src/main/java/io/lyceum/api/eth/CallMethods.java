package io.lyceum.api.eth;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK;
import static io.lyceum.api.schema.EthereumSchemas.CALL;
import static io.lyceum.api.schema.EthereumSchemas.DATA;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.CallRequest;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.execution.Call;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.execution.GasEstimate;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/** Calls that change nothing, and the gas that they would need. */
public final class CallMethods implements RpcMethodFamily {

  private final ChainQuery chain;
  private final CallSimulator simulator;
  private final long gasCap;

  /**
   * @param chain on whose state calls run
   * @param simulator runs them
   * @param gasCap the most gas that a call may use
   */
  public CallMethods(ChainQuery chain, CallSimulator simulator, long gasCap) {
    this.chain = chain;
    this.simulator = simulator;
    this.gasCap = gasCap;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("eth_call", "What a call would return in the state after a block")
                .required("call", CALL)
                .optional("block", BLOCK)
                .returns("output", DATA),
            this::call)
        .add(
            method("eth_estimateGas", "The least gas limit with which a transaction succeeds")
                .required("call", CALL)
                .optional("block", BLOCK)
                .returns("gas", QUANTITY),
            this::estimateGas);
  }

  private Bytes call(RpcParameters parameters) {
    CallRequest request = request(parameters);
    BlockHeader header = header(parameters);
    TransactionOutcome outcome =
        simulator.call(
            chain.stateAfter(header), chain.context(header), toCall(request, gasCap, false));
    if (outcome instanceof TransactionOutcome.Executed executed && executed.isSuccess()) {
      return executed.output();
    }
    throw CallFailures.of(outcome);
  }

  private long estimateGas(RpcParameters parameters) {
    CallRequest request = request(parameters);
    BlockHeader header = header(parameters);
    Call call = toCall(request, Math.min(gasCap, header.gasLimit()), true);
    return switch (simulator.estimateGas(chain.stateAfter(header), chain.context(header), call)) {
      case GasEstimate.Sufficient(long gas) -> gas;
      case GasEstimate.Impossible(TransactionOutcome outcome) -> throw CallFailures.of(outcome);
    };
  }

  /** An estimate is for a transaction to come, whose sender must have what it sends. */
  private static Call toCall(CallRequest request, long mostGas, boolean checksBalance) {
    if (request.input().size() > mostGas) {
      throw RpcException.limitExceeded("Call input exceeds what its gas can pay for");
    }
    return new Call(
        request.from().orElse(Address.ZERO),
        request.to(),
        request.value(),
        request.input(),
        Math.min(request.gas().orElse(mostGas), mostGas),
        request.maxFeePerGas().orElse(UInt256.ZERO),
        request.accessList(),
        checksBalance);
  }

  private static CallRequest request(RpcParameters parameters) {
    return parameters.required(0, "call", CallRequest::parse);
  }

  private BlockHeader header(RpcParameters parameters) {
    return chain.requiredHeader(
        parameters.optional(1, "block", BlockParameter::parse).orElse(BlockParameter.LATEST));
  }
}
