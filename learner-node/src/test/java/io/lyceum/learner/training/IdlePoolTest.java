package io.lyceum.learner.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdlePoolTest {

  private record Thing(String key, int number) {}

  private final List<Thing> freed = new ArrayList<>();
  private final IdlePool<String, Thing> idle = new IdlePool<>(2, Thing::key, freed::add);

  @Test
  void aThingIsTakenByOneAtATime() {
    Thing thing = new Thing("a", 1);
    idle.keep(thing);

    assertThat(idle.take("b")).isEmpty();
    assertThat(idle.take("a")).containsSame(thing);
    assertThat(idle.take("a")).isEmpty();
  }

  @Test
  void ofTooManyTheOneThatWasUsedLongestAgoGoes() {
    Thing first = new Thing("a", 1);
    Thing second = new Thing("b", 2);
    idle.keep(first);
    idle.keep(second);
    idle.take("a").ifPresent(idle::keep);
    Thing third = new Thing("c", 3);
    idle.keep(third);

    assertThat(freed).containsExactly(second);
    assertThat(idle.take("a")).containsSame(first);
    assertThat(idle.take("c")).containsSame(third);
  }

  @Test
  void clearingFreesEverything() {
    idle.keep(new Thing("a", 1));
    idle.keep(new Thing("a", 2));
    idle.clear();

    assertThat(freed).hasSize(2);
    assertThat(idle.take("a")).isEmpty();
  }
}
