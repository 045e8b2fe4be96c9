package io.lyceum.api.eth;

import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.CallRequest;
import io.lyceum.api.parameter.OverrideParameters;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.execution.BlockOverrides;
import io.lyceum.ledger.execution.Call;
import io.lyceum.ledger.execution.CallFees;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.execution.CallSite;
import io.lyceum.ledger.state.StateOverrides;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.units.bigints.UInt256;

/** Reads what the methods that try calls have in common: the call, and where it is tried. */
public final class CallReader {

  private final ChainQuery chain;
  private final CallSimulator simulator;
  private final long gasCap;

  /**
   * @param chain on whose states calls are tried
   * @param simulator tries them
   * @param gasCap the most gas that a call may use
   */
  public CallReader(ChainQuery chain, CallSimulator simulator, long gasCap) {
    this.chain = chain;
    this.simulator = simulator;
    this.gasCap = gasCap;
  }

  /** The call that is the first parameter, with as much gas as it may use at all. */
  public Call call(RpcParameters parameters) {
    return call(parameters, gasCap, false);
  }

  /**
   * The transaction to come that is the first parameter: its sender must have what it sends, and
   * its block must have the gas.
   */
  public Call transaction(RpcParameters parameters, CallSite site) {
    long blockGas = site.overrides().gasLimit().orElse(site.block().gasLimit());
    return call(parameters, Math.min(blockGas, gasCap), true);
  }

  private static Call call(RpcParameters parameters, long mostGas, boolean checksBalance) {
    CallRequest request = parameters.required(0, "call", CallRequest::parse);
    if (request.input().size() > mostGas) {
      throw RpcException.limitExceeded("Call input exceeds what its gas can pay for");
    }
    return new Call(
        request.from().orElse(Address.ZERO),
        request.to(),
        request.value(),
        request.input(),
        Math.min(request.gas().orElse(mostGas), mostGas),
        fees(request),
        request.accessList(),
        request.authorizations(),
        checksBalance);
  }

  private static CallFees fees(CallRequest request) {
    UInt256 max = request.maxFeePerGas().orElse(UInt256.ZERO);
    return new CallFees(max, request.maxPriorityFeePerGas().orElse(UInt256.ZERO));
  }

  /**
   * Where the second parameter says, with the differences of state and block that the third and the
   * fourth name.
   */
  public CallSite site(RpcParameters parameters) {
    return site(
        block(parameters),
        parameters
            .optional(2, "stateOverrides", OverrideParameters::state)
            .orElse(StateOverrides.NONE),
        parameters
            .optional(3, "blockOverrides", OverrideParameters::block)
            .orElse(BlockOverrides.NONE));
  }

  /** The block that is the second parameter; the newest if there is none. */
  public BlockHeader block(RpcParameters parameters) {
    return chain.requiredHeader(
        parameters.optional(1, "block", BlockParameter::parse).orElse(BlockParameter.LATEST));
  }

  /**
   * After a block, with differences.
   *
   * @throws RpcException if they move precompiled contracts that there are not, or to where they
   *     cannot be
   */
  public CallSite site(BlockHeader header, StateOverrides state, BlockOverrides block) {
    try {
      CallSite site =
          new CallSite(
              state.on(chain.stateAfter(header)),
              chain.context(header),
              block,
              state.movedPrecompiles());
      simulator.rules(site);
      return site;
    } catch (IllegalArgumentException impossible) {
      throw RpcException.invalidParams("movePrecompileToAddress: " + impossible.getMessage());
    }
  }
}
