package io.lyceum.ledger.evm;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class BlobScheduleTest {

  private static final long BLOB = BlobSchedule.GAS_PER_BLOB;
  private static final UInt256 GWEI = UInt256.valueOf(1_000_000_000);

  @Test
  void excessIsWhatWasUsedOverTheTarget() {
    assertThat(BlobSchedule.CANCUN.nextExcess(0, 2 * BLOB, GWEI)).isZero();
    assertThat(BlobSchedule.CANCUN.nextExcess(BLOB, 6 * BLOB, GWEI)).isEqualTo(4 * BLOB);
    assertThat(BlobSchedule.PRAGUE.nextExcess(BLOB, 6 * BLOB, GWEI)).isEqualTo(BLOB);
  }

  @Test
  void excessDoesNotFallBelowThePriceOfExecutionSinceOsaka() {
    long excess = 7 * BLOB;

    assertThat(BlobSchedule.PRAGUE.nextExcess(excess, 0, GWEI)).isEqualTo(BLOB);
    assertThat(BlobSchedule.OSAKA.nextExcess(excess, 0, GWEI)).isEqualTo(excess);
    assertThat(BlobSchedule.OSAKA.nextExcess(excess, 9 * BLOB, GWEI)).isEqualTo(excess + 3 * BLOB);
    assertThat(BlobSchedule.OSAKA.nextExcess(excess, 0, UInt256.ZERO)).isEqualTo(BLOB);
  }

  @Test
  void priceGrowsMoreSlowlySincePrague() {
    long excess = 100 * BLOB;

    assertThat(BlobSchedule.CANCUN.baseFee(0)).isEqualTo(UInt256.ONE);
    // e to the power of 13,107,200 / 3,338,477 and of 13,107,200 / 5,007,716
    assertThat(BlobSchedule.CANCUN.baseFee(excess)).isEqualTo(UInt256.valueOf(50));
    assertThat(BlobSchedule.PRAGUE.baseFee(excess)).isEqualTo(UInt256.valueOf(13));
  }
}
