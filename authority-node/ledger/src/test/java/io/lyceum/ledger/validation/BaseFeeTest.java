package io.lyceum.ledger.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.genesis.BaseFeeMode;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.EvmLimits;
import io.lyceum.ledger.genesis.ForkSchedule;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.genesis.QbftSchedule;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseFeeTest {

  private static BlockHeader parent(long fee, long gasUsed) {
    return new BlockHeaderBuilder()
        .gasLimit(20_000_000)
        .gasUsed(gasUsed)
        .baseFee(UInt256.valueOf(fee))
        .build();
  }

  private static ChainConfig config(boolean zeroBaseFee) {
    return new ChainConfig(
        UInt256.ONE, new ForkSchedule(Map.of()), zeroBaseFee, QbftConfig.DEFAULT);
  }

  /** The cases of EIP-1559's reference: at, above and below the target, and the least rise. */
  @ParameterizedTest
  @CsvSource({
    "1000000000, 10000000, 1000000000",
    "1000000000, 20000000, 1125000000",
    "1000000000, 0, 875000000",
    "1000000000, 9000000, 987500000",
    "1, 10000001, 2",
    "7, 0, 7"
  })
  void followsTheParentsGas(long fee, long gasUsed, long expected) {
    assertThat(BaseFee.next(config(false), parent(fee, gasUsed)))
        .isEqualTo(UInt256.valueOf(expected));
  }

  @Test
  void isZeroWhereTheChainSaysSo() {
    assertThat(BaseFee.next(config(true), parent(1_000_000_000, 20_000_000)))
        .isEqualTo(UInt256.ZERO);
  }

  @Test
  void staysWhereItIsFixed() {
    var fixed =
        new ChainConfig(
            UInt256.ONE,
            new ForkSchedule(Map.of()),
            BaseFeeMode.FIXED,
            QbftSchedule.of(QbftConfig.DEFAULT),
            Optional.empty(),
            Map.of(),
            EvmLimits.ETHEREUM);

    assertThat(BaseFee.next(fixed, parent(5, 20_000_000))).isEqualTo(UInt256.valueOf(5));
  }
}
