package io.lyceum.api.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.api.rpc.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InstalledFiltersTest {

  private static final Caller GREEDY = Caller.subject("greedy");
  private static final Caller MODEST = Caller.subject("modest");
  private static final FilterLimits LIMITS = new FilterLimits(5, 3, 1, Duration.ofMinutes(1));

  private final AtomicInteger ids = new AtomicInteger();
  private final InstalledFilters filters =
      new InstalledFilters(
          LIMITS,
          InstantSource.fixed(Instant.EPOCH),
          () -> Integer.toHexString(ids.incrementAndGet()));

  @Test
  void ofOneCallerPushOutNoneOfAnother() {
    String modest = add(MODEST);
    List<String> greedy = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      greedy.add(add(GREEDY));
    }
    assertThat(filters.use(modest)).isPresent();
    assertThat(greedy.subList(0, 7)).allMatch(id -> filters.use(id).isEmpty());
    assertThat(greedy.subList(7, 10)).allMatch(id -> filters.use(id).isPresent());
  }

  @Test
  void ofACallerOverItsShareTakeThePlaceOfItsOwnThatIsLongestIdle() {
    String first = add(GREEDY);
    String second = add(GREEDY);
    add(GREEDY);
    filters.use(first);
    add(GREEDY);
    assertThat(filters.use(first)).isPresent();
    assertThat(filters.use(second)).isEmpty();
  }

  @Test
  void ofManyCallersTakeThePlaceOfOneWhoHasMost() {
    String modest = add(MODEST);
    String greedy = add(GREEDY);
    add(GREEDY);
    add(GREEDY);
    String other = add(Caller.subject("other"));
    String last = add(Caller.subject("last"));
    assertThat(filters.use(greedy)).isEmpty();
    assertThat(List.of(modest, other, last)).allMatch(id -> filters.use(id).isPresent());
  }

  private String add(Caller caller) {
    return filters.add(caller, new PendingTransactionFilter(1));
  }
}
