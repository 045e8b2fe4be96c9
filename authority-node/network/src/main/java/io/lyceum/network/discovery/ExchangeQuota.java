package io.lyceum.network.discovery;

import io.lyceum.ledger.types.Address;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each caller may exchange records: a bucket of tokens for each. For any thread. */
final class ExchangeQuota {

  private record Bucket(long tokens, long since) {}

  private final DiscoveryLimits limits;
  private final InstantSource clock;
  private final Map<Address, Bucket> buckets;

  ExchangeQuota(DiscoveryLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Address, Bucket> eldest) {
            return size() > limits.records();
          }
        };
  }

  /** Takes one of a caller's tokens; false if it has none left. */
  synchronized boolean take(Address caller) {
    long now = clock.millis();
    long refill = limits.refill().toMillis();
    Bucket before = buckets.getOrDefault(caller, new Bucket(limits.burst(), now));
    long gained = Math.max(0, now - before.since()) / refill;
    long tokens = Math.min(limits.burst(), before.tokens() + gained);
    long since = tokens == limits.burst() ? now : before.since() + gained * refill;
    buckets.put(caller, new Bucket(Math.max(0, tokens - 1), since));
    return tokens > 0;
  }
}
