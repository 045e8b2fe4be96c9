package io.lyceum.api.debug;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.parameter.Members;
import io.lyceum.api.parameter.OverrideParameters;
import io.lyceum.api.schema.EthereumSchemas;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.execution.BlockOverrides;
import io.lyceum.ledger.state.StateOverrides;

/**
 * The last parameter of the {@code debug_trace*} methods.
 *
 * @param tracer that is asked for
 * @param state what a call shall find other in accounts; only {@code debug_traceCall} has it
 * @param block what a call shall find other in its block; only {@code debug_traceCall} has it
 */
record TraceOptions(TracerChoice tracer, StateOverrides state, BlockOverrides block) {

  static final Schema SCHEMA = anyTracer().build().named("TraceOptions");

  static final Schema CALL_SCHEMA =
      anyTracer()
          .optional("stateOverrides", EthereumSchemas.STATE_OVERRIDES)
          .optional("blockOverrides", EthereumSchemas.BLOCK_OVERRIDES)
          .build()
          .named("TraceCallOptions");

  private static Schema.ObjectBuilder anyTracer() {
    return Schema.object()
        .optional("tracer", Schema.STRING)
        .optional("tracerConfig", Schema.mapOf(Schema.BOOLEAN))
        .optional("disableStack", Schema.BOOLEAN)
        .optional("disableMemory", Schema.BOOLEAN)
        .optional("disableStorage", Schema.BOOLEAN)
        .optional("enableMemory", Schema.BOOLEAN)
        .optional("enableReturnData", Schema.BOOLEAN)
        .optional("limit", EthereumSchemas.QUANTITY);
  }

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException if they are malformed
   */
  static TraceOptions parse(JsonNode options) {
    Members members = Members.of(options);
    return new TraceOptions(
        TracerChoice.parse(options),
        members.member("stateOverrides", OverrideParameters::state).orElse(StateOverrides.NONE),
        members.member("blockOverrides", OverrideParameters::block).orElse(BlockOverrides.NONE));
  }
}
