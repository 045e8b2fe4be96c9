package io.lyceum.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {

  private static Timing withTimeout(long seconds) {
    return Timing.of(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(seconds));
  }

  @Test
  void roundTimersDoubleUpToTheCap() {
    Timing timing = withTimeout(1);
    assertThat(timing.timeout(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(timing.timeout(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(timing.timeout(2)).isEqualTo(Duration.ofSeconds(3));
    assertThat(timing.timeout(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aLongerRequestTimeoutRaisesTheCap() {
    assertThat(withTimeout(4).timeout(9)).isEqualTo(Duration.ofSeconds(4));
  }
}
