package io.lyceum.authority.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.Timing;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.genesis.GenesisFile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GenesisTimingTest {

  private static final long LATER = 1_800_000_000L;

  private final GenesisTiming timing =
      new GenesisTiming(
          GenesisFile.parse(
                  """
                  {"config": {"chainId": 1, "londonBlock": 0, "cancunTime": 0,
                    "qbft": {"blockperiodseconds": 2, "requesttimeoutseconds": 4},
                    "transitions": {"qbft": [
                      {"block": 5, "blockperiodseconds": 3, "emptyblockperiodseconds": 9},
                      {"block": 7, "xblockperiodmilliseconds": 200},
                      {"block": %d, "blockperiodseconds": 30, "xblockperiodmilliseconds": 0}]}},
                   "gasLimit": 5000}
                  """
                      .formatted(LATER))
              .config()
              .consensus());

  private Timing after(long number, long timestamp) {
    BlockHeader parent = new BlockHeaderBuilder().number(number).timestamp(timestamp).build();
    return timing.after(parent);
  }

  @Test
  void theNumberOfTheBlockDecides() {
    assertThat(after(3, 0).blockPeriod()).isEqualTo(Duration.ofSeconds(2));
    assertThat(after(3, 0).timeout(0)).isEqualTo(Duration.ofSeconds(4));
    assertThat(after(4, 0).blockPeriod()).isEqualTo(Duration.ofSeconds(3));
    assertThat(after(4, 0).emptyBlockPeriod()).isEqualTo(Duration.ofSeconds(9));
    assertThat(after(6, 0).blockPeriod()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aLongerPeriodThatBeginsBeforeTheBlockCountsAlready() {
    assertThat(after(3, LATER - 3).blockPeriod()).isEqualTo(Duration.ofSeconds(2));
    assertThat(after(3, LATER - 2).blockPeriod()).isEqualTo(Duration.ofSeconds(30));
    assertThat(after(3, LATER).blockPeriod()).isEqualTo(Duration.ofSeconds(30));
  }
}
