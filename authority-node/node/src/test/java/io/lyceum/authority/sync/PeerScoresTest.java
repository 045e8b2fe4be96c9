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

  private void fail() {
    scores.failed(Address.ZERO, "was slow");
  }

  @Test
  void aPeerThatFailsRestsTwiceAsLongEachTime() {
    assertThat(scores.isUsable(Address.ZERO)).isTrue();
    fail();
    assertThat(scores.isUsable(Address.ZERO)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(scores.isUsable(Address.ZERO)).isTrue();
    fail();
    pass(Duration.ofSeconds(1));
    assertThat(scores.isUsable(Address.ZERO)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(scores.isUsable(Address.ZERO)).isTrue();
  }

  @Test
  void aPeerThatMisbehavesRestsLongerAndAFailureDoesNotShortenThat() {
    scores.misbehaved(Address.ZERO, "served a forged header");
    fail();
    pass(Duration.ofSeconds(59));
    assertThat(scores.isUsable(Address.ZERO)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(scores.isUsable(Address.ZERO)).isTrue();
  }

  @Test
  void noPeerRestsForever() {
    for (int i = 0; i < 100; i++) {
      fail();
    }
    pass(Duration.ofSeconds(64));
    assertThat(scores.isUsable(Address.ZERO)).isTrue();
  }

  @Test
  void aSuccessEndsTheSeries() {
    fail();
    fail();
    scores.served(Address.ZERO, 64, Duration.ofSeconds(1));
    fail();
    pass(Duration.ofSeconds(2));
    assertThat(scores.isUsable(Address.ZERO)).isTrue();
  }

  @Test
  void aPeerIsAskedForAsMuchAsItGivesInAShortTime() {
    assertThat(scores.atOnce(Address.ZERO, 256)).isEqualTo(64);
    scores.served(Address.ZERO, 20, Duration.ofSeconds(1));
    assertThat(scores.rate(Address.ZERO)).isEqualTo(20);
    assertThat(scores.atOnce(Address.ZERO, 256)).isEqualTo(20);
    for (int i = 0; i < 20; i++) {
      scores.served(Address.ZERO, 1, Duration.ofSeconds(10));
    }
    assertThat(scores.atOnce(Address.ZERO, 256)).isEqualTo(8);
    for (int i = 0; i < 20; i++) {
      scores.served(Address.ZERO, 10_000, Duration.ofMillis(1));
    }
    assertThat(scores.atOnce(Address.ZERO, 256)).isEqualTo(256);
  }
}
