package io.lyceum.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DutyScheduleTest {

  private final DutySchedule schedule = new DutySchedule();

  @Test
  void thoseWhoShareADutyTakeTurns() {
    assertThat(schedule.isDue("settle", 100, 2)).isFalse();
    assertThat(schedule.isDue("settle", 103, 2)).isFalse();
    assertThat(schedule.isDue("settle", 104, 2)).isTrue();
    assertThat(schedule.isDue("mine alone", 100, 0)).isTrue();
  }

  @Test
  void failuresWaitLongerEachTimeAndTheEighthIsTheLast() {
    long block = 0;
    long previousWait = 0;
    for (int failure = 1; failure <= 8; failure++) {
      long tried = block;
      assertThat(schedule.isDue("attest", tried, 0)).isTrue();
      schedule.failed("attest", tried);
      while (block < tried + 1_000 && !schedule.isDue("attest", block, 0)) {
        block++;
      }
      assertThat(block - tried).isGreaterThan(previousWait);
      previousWait = block - tried;
    }
    assertThat(schedule.isDue("attest", block + 1_000, 0)).isFalse();
  }

  @Test
  void postponementsAreNoFailures() {
    for (long block = 0; block < 100; block += 3) {
      assertThat(schedule.isDue("attest", block, 0)).isTrue();
      schedule.postpone("attest", block + 3);
      assertThat(schedule.isDue("attest", block + 2, 0)).isFalse();
    }
  }

  @Test
  void whatNobodyAsksForIsForgotten() {
    schedule.isDue("settle", 0, 0);
    for (int i = 0; i < 8; i++) {
      schedule.failed("settle", 0);
    }
    schedule.forgetBefore(2_000);
    assertThat(schedule.isDue("settle", 2_000, 0)).isFalse();

    schedule.forgetBefore(4_001);
    assertThat(schedule.isDue("settle", 4_001, 0)).isTrue();
  }
}
