package io.lyceum.api;

import io.lyceum.api.debug.TraceLimits;
import io.lyceum.api.eth.LogLimits;
import io.lyceum.api.filter.FilterLimits;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.simulation.SimulationLimits;
import io.lyceum.api.websocket.WebSocketLimits;

/**
 * How much a client may ask for.
 *
 * @param requests size and shape of requests
 * @param logs range and results of queries for logs
 * @param filters how many are kept, and for how long
 * @param webSocket what one connection may hold
 * @param callGas the most gas of a call that is only tried
 * @param traces size and time of traces
 * @param simulations blocks and calls of simulations
 */
public record ApiLimits(
    RpcLimits requests,
    LogLimits logs,
    FilterLimits filters,
    WebSocketLimits webSocket,
    long callGas,
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
          TraceLimits.DEFAULT,
          SimulationLimits.DEFAULT);
}
