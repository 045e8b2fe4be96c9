package io.lyceum.api.debug;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.parameter.Members;
import io.lyceum.ledger.evm.trace.StructLogOptions;

/** Which tracer a client asks for, with its configuration. */
public sealed interface TracerChoice {

  /** The steps. */
  record StructLogs(StructLogOptions options) implements TracerChoice {}

  /**
   * The calls: {@code callTracer}.
   *
   * @param onlyTopCall without those that code makes
   * @param withLog with events
   */
  record Calls(boolean onlyTopCall, boolean withLog) implements TracerChoice {}

  /**
   * The accounts: {@code prestateTracer}.
   *
   * @param diffMode what changed, before and after; otherwise all that was touched
   * @param disableCode without code
   * @param disableStorage without slots
   * @param includeEmpty with accounts that were not there
   */
  record Prestate(
      boolean diffMode, boolean disableCode, boolean disableStorage, boolean includeEmpty)
      implements TracerChoice {}

  /**
   * Reads the options of the {@code debug_trace*} methods.
   *
   * @throws IllegalArgumentException if they are malformed, or no such tracer is known
   */
  static TracerChoice parse(JsonNode options) {
    Members members = Members.of(options);
    Members config = members.member("tracerConfig", Members::of).orElse(Members.NONE);
    String tracer = members.text("tracer").orElse("");
    return switch (tracer) {
      case "" -> new StructLogs(structLogs(members));
      case "callTracer" -> new Calls(config.flag("onlyTopCall"), config.flag("withLog"));
      case "prestateTracer" ->
          new Prestate(
              config.flag("diffMode"),
              config.flag("disableCode"),
              config.flag("disableStorage"),
              config.flag("includeEmpty"));
      default ->
          throw new IllegalArgumentException(
              "the tracers are callTracer, prestateTracer and, if none is named, the struct"
                  + " logger");
    };
  }

  /** Memory is shown if it is enabled, or said not to be disabled. */
  private static StructLogOptions structLogs(Members options) {
    boolean memory =
        options
            .optionalFlag("enableMemory")
            .or(() -> options.optionalFlag("disableMemory").map(disabled -> !disabled))
            .orElse(false);
    return new StructLogOptions(
        !options.flag("disableStack"),
        memory,
        !options.flag("disableStorage"),
        options.flag("enableReturnData"),
        options.number("limit").orElse(0L));
  }
}
