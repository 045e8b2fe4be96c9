package io.lyceum.api.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.parameter.CallRequest;
import io.lyceum.api.parameter.Members;
import io.lyceum.api.parameter.OverrideParameters;
import io.lyceum.api.schema.EthereumSchemas;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.execution.BlockOverrides;
import io.lyceum.ledger.state.StateOverrides;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What {@code eth_simulateV1} is asked (execution-apis).
 *
 * @param blocks in ascending order
 * @param traceTransfers whether transfers of wei are shown as events
 * @param validation whether nonces, base fees and senders count as in a real block
 * @param returnFullTransactions whether blocks show transactions or their hashes
 */
record SimulationRequest(
    List<BlockCalls> blocks,
    boolean traceTransfers,
    boolean validation,
    boolean returnFullTransactions) {

  static final Schema SCHEMA =
      Schema.object()
          .required(
              "blockStateCalls",
              Schema.arrayOf(
                  Schema.object()
                      .optional("blockOverrides", EthereumSchemas.BLOCK_OVERRIDES)
                      .optional("stateOverrides", EthereumSchemas.STATE_OVERRIDES)
                      .optional("calls", Schema.arrayOf(EthereumSchemas.CALL))
                      .build()))
          .optional("traceTransfers", Schema.BOOLEAN)
          .optional("validation", Schema.BOOLEAN)
          .optional("returnFullTransactions", Schema.BOOLEAN)
          .build()
          .named("Simulation");

  /** Keeps an unmodifiable copy of the blocks. */
  SimulationRequest {
    blocks = List.copyOf(blocks);
  }

  /**
   * The calls of a block, and what they shall find other than it is.
   *
   * @param state differs from here on; precompiled contracts are elsewhere in this block alone
   */
  record BlockCalls(BlockOverrides block, StateOverrides state, List<CallRequest> calls) {

    /** Keeps an unmodifiable copy of the calls. */
    BlockCalls {
      calls = List.copyOf(calls);
    }
  }

  /** How many calls there are in all. */
  int callCount() {
    return blocks.stream().mapToInt(block -> block.calls().size()).sum();
  }

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static SimulationRequest parse(JsonNode request) {
    Members members = Members.of(request);
    return new SimulationRequest(
        members
            .member("blockStateCalls", blocks -> list(blocks, SimulationRequest::block))
            .orElseThrow(() -> new IllegalArgumentException("blockStateCalls is missing")),
        members.flag("traceTransfers"),
        members.flag("validation"),
        members.flag("returnFullTransactions"));
  }

  private static BlockCalls block(JsonNode block) {
    Members members = Members.of(block);
    return new BlockCalls(
        members.member("blockOverrides", OverrideParameters::block).orElse(BlockOverrides.NONE),
        members.member("stateOverrides", OverrideParameters::state).orElse(StateOverrides.NONE),
        members.member("calls", calls -> list(calls, CallRequest::parse)).orElse(List.of()));
  }

  private static <T> List<T> list(JsonNode items, Function<JsonNode, T> parser) {
    if (!items.isArray()) {
      throw new IllegalArgumentException("an array is expected");
    }
    List<T> parsed = new ArrayList<>();
    items.forEach(item -> parsed.add(parser.apply(item)));
    return parsed;
  }
}
