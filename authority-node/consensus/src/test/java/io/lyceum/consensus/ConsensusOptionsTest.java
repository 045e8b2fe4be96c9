package io.lyceum.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsensusOptionsTest {

  private static ConsensusOptions withTimeout(long seconds) {
    return ConsensusOptions.of(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(seconds));
  }

  @Test
  void roundTimersDoubleUpToTheCap() {
    ConsensusOptions options = withTimeout(1);
    assertThat(options.timeout(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.timeout(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.timeout(2)).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.timeout(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aLongerRequestTimeoutRaisesTheCap() {
    assertThat(withTimeout(4).timeout(9)).isEqualTo(Duration.ofSeconds(4));
  }
}
