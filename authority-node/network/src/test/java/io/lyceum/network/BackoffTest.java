package io.lyceum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void waitsDoubleUpToTheCap() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(350), 0);
    Random random = new Random(1);
    assertThat(backoff.delay(1, random)).isEqualTo(Duration.ofMillis(100));
    assertThat(backoff.delay(2, random)).isEqualTo(Duration.ofMillis(200));
    assertThat(backoff.delay(3, random)).isEqualTo(Duration.ofMillis(350));
    assertThat(backoff.delay(Integer.MAX_VALUE, random)).isEqualTo(Duration.ofMillis(350));
  }

  @Test
  void chanceShortensAWaitByAtMostTheJitter() {
    Backoff backoff = new Backoff(Duration.ofMillis(1000), Duration.ofMillis(1000), 0.25);
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.delay(1, random))
          .isBetween(Duration.ofMillis(750), Duration.ofMillis(1000));
    }
    assertThat(backoff.delay(1, random)).isNotEqualTo(backoff.delay(1, random));
  }

  @Test
  void aBackoffWithoutWaitIsRefused() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
