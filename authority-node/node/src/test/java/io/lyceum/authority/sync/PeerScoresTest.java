package io.lyceum.authority.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.types.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PeerScoresTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.ofEpochSecond(1_700_000_000));
  private final PeerScores scores = new PeerScores(now::get);

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Test
  void aPeerThatFailsRestsTwiceAsLongEachTime() {
    assertThat(scores.isUsable(Address.ZERO)).isTrue();
    scores.failed(Address.ZERO);
    assertThat(scores.isUsable(Address.ZERO)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(scores.isUsable(Address.ZERO)).isTrue();
    scores.failed(Address.ZERO);
    pass(Duration.ofSeconds(1));
    assertThat(scores.isUsable(Address.ZERO)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(scores.isUsable(Address.ZERO)).isTrue();
  }

  @Test
  void noPeerRestsForever() {
    for (int i = 0; i < 100; i++) {
      scores.failed(Address.ZERO);
    }
    pass(Duration.ofSeconds(64));
    assertThat(scores.isUsable(Address.ZERO)).isTrue();
  }

  @Test
  void aSuccessEndsTheSeries() {
    scores.failed(Address.ZERO);
    scores.failed(Address.ZERO);
    scores.succeeded(Address.ZERO);
    scores.failed(Address.ZERO);
    pass(Duration.ofSeconds(1));
    assertThat(scores.isUsable(Address.ZERO)).isTrue();
  }
}
