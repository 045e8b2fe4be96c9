package io.lyceum.authority.metrics;

import io.lyceum.authority.gossip.TransactionGossip;
import io.lyceum.ledger.execution.Refusal;
import io.lyceum.pool.PoolCounts;
import io.lyceum.pool.Rejection;
import io.lyceum.pool.TransactionPool;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.LongSupplier;

/** What the pool holds, what it took and refused, and what came from peers. */
public final class PoolMetrics {

  private static final String REJECTED = "lyceum.pool.rejected";
  private static final String REJECTED_HELP = "Transactions that were not taken in, by reason";

  private PoolMetrics() {}

  /** Registers the metrics of a pool and of its gossip. */
  public static void register(NodeMetrics metrics, TransactionPool pool, TransactionGossip gossip) {
    String waiting = "lyceum.pool.transactions";
    String help = "Transactions that wait, by whether the next blocks can take them";
    metrics.gauge(waiting, "", help, Tags.of("kind", "pending"), () -> pool.status().pending());
    metrics.gauge(waiting, "", help, Tags.of("kind", "queued"), () -> pool.status().queued());
    metrics.gauge(
        "lyceum.pool.members.transactions",
        "",
        "Transactions that wait, of senders whom the chain knows",
        Tags.empty(),
        () -> pool.status().ofMembers());
    metrics.gauge(
        "lyceum.pool.size",
        "bytes",
        "Encoded bytes of the transactions that wait",
        Tags.empty(),
        () -> pool.status().bytes());
    metrics.gauge(
        "lyceum.pool.limit.transactions",
        "",
        "Transactions that may wait",
        Tags.empty(),
        () -> pool.limits().maxTransactions());
    PoolCounts counts = pool.counts();
    count(metrics, "lyceum.pool.admitted", "Transactions that were taken in", counts::admitted);
    count(metrics, "lyceum.pool.evicted", "Transactions that had to make room", counts::evicted);
    count(metrics, "lyceum.pool.expired", "Transactions dropped as too old", counts::expired);
    count(
        metrics,
        "lyceum.pool.outdated",
        "Transactions dropped as no block can hold them any more",
        counts::outdated);
    for (Rejection reason : Rejection.values()) {
      metrics.counter(REJECTED, "", REJECTED_HELP, reason(reason), () -> counts.rejected(reason));
    }
    for (Refusal reason : Refusal.values()) {
      metrics.counter(REJECTED, "", REJECTED_HELP, reason(reason), () -> counts.invalid(reason));
    }
    count(metrics, "lyceum.gossip.received", "Transactions that peers pushed", gossip::received);
    String dropped = "lyceum.gossip.dropped";
    String droppedHelp = "Transactions that gossip dropped, by reason";
    metrics.counter(dropped, "", droppedHelp, Tags.of("reason", "malformed"), gossip::malformed);
    metrics.counter(dropped, "", droppedHelp, Tags.of("reason", "too_fast"), gossip::tooFast);
    metrics.counter(dropped, "", droppedHelp, Tags.of("reason", "too_many"), gossip::tooMany);
    metrics.counter(
        dropped, "", droppedHelp, Tags.of("reason", "not_passed_on"), gossip::notPassedOn);
  }

  private static void count(NodeMetrics metrics, String name, String help, LongSupplier value) {
    metrics.counter(name, "", help, Tags.empty(), value);
  }

  private static Tags reason(Enum<?> reason) {
    return Tags.of("reason", reason.name().toLowerCase(Locale.ROOT));
  }
}
