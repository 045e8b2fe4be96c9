package io.lyceum.api.metrics;

import io.lyceum.api.rpc.RpcObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Counts and times calls of JSON-RPC by method and outcome. */
public final class RpcMetrics implements RpcObserver {

  private final MeterRegistry registry;

  /** Writes into a registry. */
  public RpcMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void called(String method, Outcome outcome, Duration duration) {
    Timer.builder("lyceum.rpc.requests")
        .description("Calls of JSON-RPC methods and how long they took")
        .tag("method", method)
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .record(duration);
  }
}
