package io.lyceum.ledger.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecentEntriesTest {

  @Property(tries = 300)
  void whatIsHeldIsTheLastValueOfItsKey(
      @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 30) Integer> keys,
      @ForAll @IntRange(min = 1, max = 6) int bits) {
    RecentEntries<Integer, Integer> entries = new RecentEntries<>(bits);
    Map<Integer, Integer> last = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      int key = keys.get(i);
      entries.put(key, i);
      last.put(key, i);
      assertThat(entries.get(key)).contains(i);
      for (int other = 0; other <= 30; other++) {
        Optional<Integer> held = entries.get(other);
        assertThat(held).isIn(Optional.empty(), Optional.ofNullable(last.get(other)));
      }
    }
  }

  @Test
  void twoKeysOfOnePlaceAreHeldTogether() {
    RecentEntries<Integer, String> entries = new RecentEntries<>(1);

    entries.put(1, "one");
    entries.put(2, "two");

    assertThat(entries.get(1)).contains("one");
    assertThat(entries.get(2)).contains("two");
  }

  @Test
  void unwantedEntriesAreDropped() {
    RecentEntries<Integer, String> entries = new RecentEntries<>(10);
    entries.put(1, "one");
    entries.put(2, "two");

    entries.removeIf(key -> key == 1);

    assertThat(entries.get(1)).isEmpty();
    assertThat(entries.get(2)).contains("two");
  }

  @Test
  void sizeIsBounded() {
    assertThatThrownBy(() -> new RecentEntries<>(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RecentEntries<>(25)).isInstanceOf(IllegalArgumentException.class);
  }
}
