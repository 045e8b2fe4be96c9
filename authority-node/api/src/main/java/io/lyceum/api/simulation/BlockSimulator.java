package io.lyceum.api.simulation;

import io.lyceum.api.result.BlockResult;
import io.lyceum.api.result.Inclusion;
import io.lyceum.api.result.SimulatedBlockResult;
import io.lyceum.api.result.TransactionResult;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.simulation.SimulationRequest.BlockCalls;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.BlockHashes;
import io.lyceum.ledger.execution.BlockExecution;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.BlockOverrides;
import io.lyceum.ledger.execution.SystemCallException;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.state.StateOverrides;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.pool.ChildHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * One simulation: blocks on top of one of the chain, none of which is written.
 *
 * <p>For one thread.
 */
final class BlockSimulator {

  private static final Bytes EXTRA_DATA =
      new QbftExtraData(
              Bytes.wrap(new byte[QbftExtraData.VANITY_SIZE]),
              List.of(),
              Optional.empty(),
              0,
              List.of())
          .encoded();

  private static final BlockCalls EMPTY =
      new BlockCalls(BlockOverrides.NONE, StateOverrides.NONE, List.of());

  private final ChainConfig config;
  private final BlockExecutor executor;
  private final SimulationRequest request;
  private final SimulationBounds bounds;
  private final Map<Long, Bytes32> hashes = new HashMap<>();
  private final BlockHashes ancestors;
  private BlockHeader head;
  private WorldState state;

  /**
   * @param config of the chain
   * @param executor runs blocks
   * @param base the block on which the simulation begins
   * @param state after it
   * @param chain hashes of blocks up to it
   * @param request what is simulated
   * @param bounds of what it may take
   */
  BlockSimulator(
      ChainConfig config,
      BlockExecutor executor,
      BlockHeader base,
      WorldState state,
      BlockHashes chain,
      SimulationRequest request,
      SimulationBounds bounds) {
    this.config = config;
    this.executor = executor;
    this.head = base;
    this.state = state;
    this.ancestors =
        number -> Optional.ofNullable(hashes.get(number)).orElseGet(() -> chain.hashOf(number));
    this.request = request;
    this.bounds = bounds;
    hashes.put(base.number(), base.hash());
  }

  /**
   * Runs all blocks.
   *
   * @throws RpcException if a block or a call cannot be
   */
  List<SimulatedBlockResult> run() {
    List<SimulatedBlockResult> results = new ArrayList<>();
    for (BlockCalls calls : request.blocks()) {
      long number = calls.block().number().orElse(head.number() + 1);
      if (number <= head.number()) {
        throw SimulationErrors.blockNumber(number, head.number());
      }
      while (head.number() + 1 < number) {
        results.add(block(EMPTY));
      }
      results.add(block(calls));
    }
    return results;
  }

  private SimulatedBlockResult block(BlockCalls calls) {
    bounds.beginBlock();
    BlockHeaderBuilder header = header(calls.block());
    BlockContext context = BlockContext.of(header.build(), ancestors);
    WorldState before = calls.state().on(state);
    try {
      BlockExecution execution = begin(calls.state(), before, context);
      SimulatedCalls ran = new SimulatedCalls(config, execution, request, bounds);
      calls.calls().forEach(ran::add);
      return end(header, before, execution, ran);
    } catch (SystemCallException failing) {
      throw RpcException.serverError(failing.getMessage());
    }
  }

  private BlockExecution begin(StateOverrides overrides, WorldState before, BlockContext context) {
    try {
      // As in geth they are moved for this block alone, while what differs in the state stays.
      return executor.tryOut(before, context, overrides.movedPrecompiles(), request.validation());
    } catch (IllegalArgumentException impossible) {
      throw SimulationErrors.precompile(impossible.getMessage());
    }
  }

  private BlockHeaderBuilder header(BlockOverrides overrides) {
    long time = overrides.time().orElseGet(() -> head.timestamp() + period());
    if (time <= head.timestamp()) {
      throw SimulationErrors.timestamp(time, head.timestamp());
    }
    BlockHeaderBuilder header =
        ChildHeader.of(config, head, time, head.gasLimit())
            .coinbase(overrides.feeRecipient().orElse(head.coinbase()))
            .extraData(EXTRA_DATA);
    if (!request.validation()) {
      header.baseFee(UInt256.ZERO);
    }
    overrides.baseFee().ifPresent(header::baseFee);
    overrides.gasLimit().ifPresent(header::gasLimit);
    overrides.prevRandao().ifPresent(header::mixHash);
    overrides.difficulty().ifPresent(header::difficulty);
    return header;
  }

  private long period() {
    return config.qbft(head.number(), head.timestamp()).blockPeriodSeconds();
  }

  private SimulatedBlockResult end(
      BlockHeaderBuilder header, WorldState before, BlockExecution execution, SimulatedCalls ran) {
    var result = execution.result();
    state = before.with(result.changes());
    Block block = result.block(header, state.root());
    head = block.header();
    Bytes32 hash = block.hash();
    hashes.put(head.number(), hash);
    return new SimulatedBlockResult(
        BlockResult.of(
            block, hash, UInt256.valueOf(head.number() + 1), shown(result.transactions(), hash)),
        ran.results(head, hash));
  }

  private List<?> shown(List<Transaction> transactions, Bytes32 hash) {
    List<Object> shown = new ArrayList<>();
    for (Transaction transaction : transactions) {
      shown.add(
          request.returnFullTransactions()
              ? TransactionResult.included(transaction, Inclusion.in(head, hash, shown.size()))
              : transaction.hash());
    }
    return shown;
  }
}
