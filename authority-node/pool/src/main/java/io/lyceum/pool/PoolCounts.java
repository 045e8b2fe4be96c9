package io.lyceum.pool;

import io.lyceum.ledger.execution.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What has happened in a pool since it was made. Safe for use by many threads. */
public final class PoolCounts {

  private final Map<Refusal, LongAdder> refusals = adders(Refusal.class);
  private final Map<Rejection, LongAdder> rejections = adders(Rejection.class);
  private final LongAdder admitted = new LongAdder();
  private final LongAdder evicted = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final LongAdder outdated = new LongAdder();

  PoolCounts() {}

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      adders.put(constant, new LongAdder());
    }
    return adders;
  }

  void count(Admission admission) {
    switch (admission) {
      case Admission.Admitted _ -> admitted.increment();
      case Admission.Invalid(Refusal reason) -> refusals.get(reason).increment();
      case Admission.Rejected(Rejection reason) -> rejections.get(reason).increment();
    }
  }

  void countEvicted() {
    evicted.increment();
  }

  void countExpired() {
    expired.increment();
  }

  void countOutdated() {
    outdated.increment();
  }

  /** Transactions that were taken in. */
  public long admitted() {
    return admitted.sum();
  }

  /** Transactions that were not taken in, since no block can hold them for this reason. */
  public long invalid(Refusal reason) {
    return refusals.get(reason).sum();
  }

  /** Transactions that were not taken in, since the pool did not want them for this reason. */
  public long rejected(Rejection reason) {
    return rejections.get(reason).sum();
  }

  /** Transactions that had to make room. */
  public long evicted() {
    return evicted.sum();
  }

  /** Transactions that no block took in time. */
  public long expired() {
    return expired.sum();
  }

  /** Transactions that left since no later block can hold them, other than by being mined. */
  public long outdated() {
    return outdated.sum();
  }
}
