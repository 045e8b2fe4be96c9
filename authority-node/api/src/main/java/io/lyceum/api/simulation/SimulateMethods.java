package io.lyceum.api.simulation;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK;

import io.lyceum.api.debug.TraceGate;
import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.result.SimulatedBlockResult;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.genesis.ChainConfig;

/** {@code eth_simulateV1} (execution-apis): blocks of calls, one after another. */
public final class SimulateMethods implements RpcMethodFamily {

  private final ChainQuery chain;
  private final ChainConfig config;
  private final BlockExecutor executor;
  private final SimulationLimits limits;
  private final long gas;
  private final TraceGate gate;

  /**
   * @param chain on which is simulated
   * @param config of the chain
   * @param executor runs blocks
   * @param limits on blocks and calls
   * @param gas of all calls of a simulation together
   * @param gate bounds memory and time
   */
  public SimulateMethods(
      ChainQuery chain,
      ChainConfig config,
      BlockExecutor executor,
      SimulationLimits limits,
      long gas,
      TraceGate gate) {
    this.chain = chain;
    this.config = config;
    this.executor = executor;
    this.limits = limits;
    this.gas = gas;
    this.gate = gate;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add(
        method("eth_simulateV1", "What blocks of calls would do on top of a block")
            .required("simulation", SimulationRequest.SCHEMA)
            .optional("block", BLOCK)
            .returns("blocks", Schema.arrayOf(SimulatedBlockResult.SCHEMA)),
        this::simulate);
  }

  private Object simulate(RpcParameters parameters) {
    SimulationRequest request = parameters.required(0, "simulation", SimulationRequest::parse);
    if (request.blocks().isEmpty()) {
      throw RpcException.invalidParams("simulation: blockStateCalls is empty");
    }
    if (request.callCount() > limits.maxCalls()) {
      throw SimulationErrors.tooMuch("More than " + limits.maxCalls() + " calls");
    }
    BlockHeader base =
        chain.requiredHeader(
            parameters.optional(1, "block", BlockParameter::parse).orElse(BlockParameter.LATEST));
    return gate.run(
        (budget, deadline) ->
            new BlockSimulator(
                    config,
                    executor.until(deadline::check),
                    base,
                    chain.stateAfter(base),
                    chain.context(base).ancestors(),
                    request,
                    new SimulationBounds(limits.maxBlocks(), gas, budget, deadline))
                .run());
  }
}
