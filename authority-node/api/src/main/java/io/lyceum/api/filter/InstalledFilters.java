package io.lyceum.api.filter;

import io.lyceum.api.rpc.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The filters of all clients by their ids. Safe for use by many threads. */
final class InstalledFilters {

  private record Installed(Caller caller, Filter filter, Instant used) {}

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
   * Keeps a filter. If its caller has too many, it takes the place of the caller's own that was
   * used least recently; if all together are too many, that of one of the caller who has most: who
   * asks for changes is not locked out by those who only begin filters.
   *
   * @return its id
   */
  synchronized String add(Caller caller, Filter filter) {
    removeExpired();
    Map<Caller, Integer> held = held();
    if (held.getOrDefault(caller, 0) >= limits.maxFiltersOfCaller()) {
      removeLeastRecent(caller::equals);
    } else if (byId.size() >= limits.maxFilters()) {
      int most = Collections.max(held.values());
      removeLeastRecent(other -> held.get(other) == most);
    }
    String id = ids.get();
    byId.put(id, new Installed(caller, filter, clock.instant()));
    return id;
  }

  private Map<Caller, Integer> held() {
    Map<Caller, Integer> held = new HashMap<>();
    byId.values().forEach(installed -> held.merge(installed.caller(), 1, Integer::sum));
    return held;
  }

  private void removeLeastRecent(Predicate<Caller> whose) {
    Iterator<Installed> leastRecent = byId.values().iterator();
    while (leastRecent.hasNext()) {
      if (whose.test(leastRecent.next().caller())) {
        leastRecent.remove();
        return;
      }
    }
  }

  /** The filter with an id, if it is there; it lives on from now. */
  synchronized Optional<Filter> use(String id) {
    removeExpired();
    Optional<Installed> found = Optional.ofNullable(byId.remove(id));
    found.ifPresent(
        used -> byId.put(id, new Installed(used.caller(), used.filter(), clock.instant())));
    return found.map(Installed::filter);
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
