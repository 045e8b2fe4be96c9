package io.lyceum.api;

import io.lyceum.api.debug.TraceLimits;
import io.lyceum.api.eth.LogLimits;
import io.lyceum.api.filter.FilterLimits;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.simulation.SimulationLimits;
import io.lyceum.api.websocket.WebSocketLimits;
import java.time.Duration;

/**
 * How much a client may ask for.
 *
 * @param requests size and shape of requests
 * @param logs range and results of queries for logs
 * @param filters how many are kept, of one caller and of all, and for how long
 * @param webSocket what one connection may hold
 * @param callGas the most gas of a call that is only tried
 * @param callTime how long it may take
 * @param traces size and time of traces
 * @param simulations blocks and calls of simulations
 */
public record ApiLimits(
    RpcLimits requests,
    LogLimits logs,
    FilterLimits filters,
    WebSocketLimits webSocket,
    long callGas,
    Duration callTime,
    TraceLimits traces,
    SimulationLimits simulations) {

  /** For a node of ordinary size. */
  public static final ApiLimits DEFAULT =
      new ApiLimits(
          RpcLimits.DEFAULT,
          LogLimits.DEFAULT,
          FilterLimits.DEFAULT,
          WebSocketLimits.DEFAULT,
          100_000_000,
          Duration.ofSeconds(5),
          TraceLimits.DEFAULT,
          SimulationLimits.DEFAULT);

  /** The same with other bounds on calls that are only tried. */
  public ApiLimits forCalls(long gas, Duration time) {
    return new ApiLimits(requests, logs, filters, webSocket, gas, time, traces, simulations);
  }
}
