package io.lyceum.api.debug;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK_NUMBER;
import static io.lyceum.api.schema.EthereumSchemas.CALL;
import static io.lyceum.api.schema.EthereumSchemas.DATA;
import static io.lyceum.api.schema.EthereumSchemas.HASH;

import io.lyceum.api.eth.CallFailures;
import io.lyceum.api.eth.CallReader;
import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.evm.trace.StructLogOptions;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.BlockOverrides;
import io.lyceum.ledger.execution.Call;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.execution.CallSite;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.state.StateOverrides;
import io.lyceum.ledger.storage.TransactionLocation;
import java.util.Optional;

/**
 * The methods {@code debug_trace*}: what transactions do, step by step (Besu's and geth's struct
 * logger), call by call ({@code callTracer}) or account by account ({@code prestateTracer}).
 */
public final class TraceMethods implements RpcMethodFamily {

  /** Its members depend on the tracer. */
  private static final Schema TRACE = Schema.mapOf(Schema.ANY).named("Trace");

  private static final Schema BLOCK_ENTRY =
      Schema.object().required("txHash", HASH).required("result", TRACE).build();

  private static final TraceOptions DEFAULT =
      new TraceOptions(
          new TracerChoice.StructLogs(StructLogOptions.DEFAULT),
          StateOverrides.NONE,
          BlockOverrides.NONE);

  private final ChainQuery chain;
  private final BlockReplay replay;
  private final CallReader reader;
  private final CallSimulator simulator;
  private final TraceGate gate;

  /**
   * @param chain whose transactions are traced
   * @param config of the chain
   * @param executor runs blocks again
   * @param reader reads calls
   * @param simulator tries them
   * @param gate bounds what traces take
   */
  public TraceMethods(
      ChainQuery chain,
      ChainConfig config,
      BlockExecutor executor,
      CallReader reader,
      CallSimulator simulator,
      TraceGate gate) {
    this.chain = chain;
    this.replay = new BlockReplay(chain, config, executor);
    this.reader = reader;
    this.simulator = simulator;
    this.gate = gate;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("debug_traceTransaction", "What a transaction of the chain did")
                .required("hash", HASH)
                .optional("options", TraceOptions.SCHEMA)
                .returns("trace", TRACE),
            this::transaction)
        .add(
            method("debug_traceCall", "What a call would do in the state after a block")
                .required("call", CALL)
                .optional("block", BLOCK)
                .optional("options", TraceOptions.CALL_SCHEMA)
                .returns("trace", TRACE),
            this::call)
        .add(
            method("debug_traceBlockByNumber", "What the transactions of a block did")
                .required("block", BLOCK_NUMBER)
                .optional("options", TraceOptions.SCHEMA)
                .returns("traces", Schema.arrayOf(BLOCK_ENTRY)),
            parameters ->
                block(
                    stored(parameters.required(0, "block", BlockParameter::parseNumberOrTag)),
                    parameters))
        .add(
            method("debug_traceBlockByHash", "What the transactions of a block did")
                .required("hash", HASH)
                .optional("options", TraceOptions.SCHEMA)
                .returns("traces", Schema.arrayOf(BLOCK_ENTRY)),
            parameters ->
                block(
                    stored(
                        new BlockParameter.Hash(parameters.required(0, "hash", Hexadecimal::hash))),
                    parameters))
        .add(
            method("debug_traceBlock", "What the transactions of a block would do on its parent")
                .required("block", DATA)
                .optional("options", TraceOptions.SCHEMA)
                .returns("traces", Schema.arrayOf(BLOCK_ENTRY)),
            parameters -> block(encoded(parameters), parameters));
  }

  private Object transaction(RpcParameters parameters) {
    TransactionLocation location =
        chain
            .location(parameters.required(0, "hash", Hexadecimal::hash))
            .orElseThrow(() -> RpcException.serverError("Transaction not found"));
    TracerChoice tracer = options(parameters, 1).tracer();
    Block block = stored(new BlockParameter.Hash(location.blockHash()));
    return gate.run(
        (budget, deadline) ->
            replay.transaction(block, location.index(), tracer, budget, deadline));
  }

  private Object block(Block block, RpcParameters parameters) {
    TracerChoice tracer = options(parameters, 1).tracer();
    return gate.run((budget, deadline) -> replay.block(block, tracer, budget, deadline));
  }

  private Object call(RpcParameters parameters) {
    TraceOptions options = options(parameters, 2);
    CallSite site = reader.site(reader.block(parameters), options.state(), options.block());
    Call call = reader.call(parameters);
    return gate.run(
        (budget, deadline) -> {
          TransactionTrace trace =
              TransactionTrace.of(options.tracer(), simulator.rules(site), budget);
          deadline.check();
          return switch (simulator.until(deadline::check).call(site, call, trace.tracer())) {
            case TransactionOutcome.Executed executed -> trace.result(executed);
            case TransactionOutcome.Refused refused -> throw CallFailures.of(refused);
          };
        });
  }

  private Block stored(BlockParameter parameter) {
    return chain
        .storedBlock(parameter)
        .orElseThrow(() -> RpcException.serverError("Block not found"));
  }

  private static Block encoded(RpcParameters parameters) {
    try {
      return Block.decode(parameters.required(0, "block", Hexadecimal::data));
    } catch (InvalidRlpException malformed) {
      throw RpcException.invalidParams("block: " + malformed.getMessage());
    }
  }

  private static TraceOptions options(RpcParameters parameters, int index) {
    Optional<TraceOptions> given = parameters.optional(index, "options", TraceOptions::parse);
    return given.orElse(DEFAULT);
  }
}
