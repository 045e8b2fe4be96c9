package io.lyceum.api;

import io.lyceum.api.debug.TraceLimits;
import io.lyceum.api.eth.LogLimits;
import io.lyceum.api.rpc.RpcLimits;

/**
 * How much a client may ask for.
 *
 * @param requests size and shape of requests
 * @param logs range and results of queries for logs
 * @param callGas the most gas of a call that is only tried
 * @param traces size and time of traces
 */
public record ApiLimits(RpcLimits requests, LogLimits logs, long callGas, TraceLimits traces) {

  /** For a node of ordinary size. */
  public static final ApiLimits DEFAULT =
      new ApiLimits(RpcLimits.DEFAULT, LogLimits.DEFAULT, 100_000_000, TraceLimits.DEFAULT);
}
