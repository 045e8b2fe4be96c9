package io.lyceum.api.filter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** The filters of all clients by their ids. Safe for use by many threads. */
final class InstalledFilters {

  private record Installed(Filter filter, Instant used) {}

  private final FilterLimits limits;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /** Those that were used least recently come first. */
  private final SequencedMap<String, Installed> byId = new LinkedHashMap<>();

  /**
   * @param limits how many are kept, and for how long
   * @param clock tells which are too old
   * @param ids draws ids that cannot be guessed
   */
  InstalledFilters(FilterLimits limits, InstantSource clock, Supplier<String> ids) {
    this.limits = limits;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Keeps a filter, in the place of the one that was used least recently if there are too many: who
   * asks for changes is not locked out by those who only begin filters.
   *
   * @return its id
   */
  synchronized String add(Filter filter) {
    removeExpired();
    if (byId.size() >= limits.maxFilters()) {
      byId.pollFirstEntry();
    }
    String id = ids.get();
    byId.put(id, new Installed(filter, clock.instant()));
    return id;
  }

  /** The filter with an id, if it is there; it lives on from now. */
  synchronized Optional<Filter> use(String id) {
    removeExpired();
    Optional<Filter> found = Optional.ofNullable(byId.remove(id)).map(Installed::filter);
    found.ifPresent(filter -> byId.put(id, new Installed(filter, clock.instant())));
    return found;
  }

  /** Removes a filter, and says whether it was there. */
  synchronized boolean remove(String id) {
    removeExpired();
    return byId.remove(id) != null;
  }

  /** All filters for pending transactions. */
  synchronized List<PendingTransactionFilter> forPendingTransactions() {
    removeExpired();
    return byId.values().stream()
        .map(Installed::filter)
        .filter(PendingTransactionFilter.class::isInstance)
        .map(PendingTransactionFilter.class::cast)
        .toList();
  }

  private void removeExpired() {
    Instant oldest = clock.instant().minus(limits.expiry());
    Iterator<Installed> leastRecent = byId.values().iterator();
    while (leastRecent.hasNext() && leastRecent.next().used().isBefore(oldest)) {
      leastRecent.remove();
    }
  }
}
