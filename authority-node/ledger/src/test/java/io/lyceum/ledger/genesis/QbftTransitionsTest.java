package io.lyceum.ledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QbftTransitionsTest {

  private static final String A = "0x00000000000000000000000000000000000000aa";
  private static final String B = "0x00000000000000000000000000000000000000bb";

  private static ChainConfig config(String rest, String qbft, String transitions) {
    return GenesisFile.parse(
            """
            {"config": {"chainId": 1, "londonBlock": 0, %s
              "qbft": {"blockperiodseconds": 2, %s "epochlength": 7},
              "transitions": {"qbft": [%s]}},
             "gasLimit": 5000}
            """
                .formatted(rest, qbft, transitions))
        .config();
  }

  private static QbftSchedule schedule(String transitions) {
    return config("", "", transitions).consensus();
  }

  @Test
  void eachChangesWhatItNamesAndKeepsTheRest() {
    QbftSchedule schedule =
        schedule(
            """
            {"block": "20", "EmptyBlockPeriodSeconds": 9},
            {"block": 10, "blockperiodseconds": 5, "miningbeneficiary": "", "blockreward": "0x0"}
            """);

    assertThat(schedule.at(9, 0)).isEqualTo(new QbftConfig(2, 0, 1, 7, Optional.empty()));
    assertThat(schedule.at(10, 0)).isEqualTo(new QbftConfig(5, 0, 1, 7, Optional.empty()));
    assertThat(schedule.at(19, 0)).isEqualTo(schedule.at(10, 0));
    assertThat(schedule.at(20, 0)).isEqualTo(new QbftConfig(5, 9, 1, 7, Optional.empty()));
    assertThat(schedule.validatorsFrom(10)).isEmpty();
  }

  @Test
  void modeGoesToAContractAndBack() {
    QbftSchedule schedule =
        schedule(
            """
            {"block": 3, "validatorselectionmode": "contract", "validatorcontractaddress": "%s"},
            {"block": 4, "blockperiodseconds": 1, "validatorcontractaddress": "%s"},
            {"block": 5, "validatorselectionmode": "contract", "validatorcontractaddress": "%s"},
            {"block": 6, "validatorselectionmode": "blockHeader", "validators": ["%s", "%s"]}
            """
                .formatted(A, B, B, A, B));

    assertThat(schedule.at(2, 0).validatorContract()).isEmpty();
    assertThat(schedule.at(3, 0).validatorContract()).contains(Address.fromHex(A));
    assertThat(schedule.at(4, 0).validatorContract()).contains(Address.fromHex(A));
    assertThat(schedule.at(5, 0).validatorContract()).contains(Address.fromHex(B));
    assertThat(schedule.at(6, 0).validatorContract()).isEmpty();
    assertThat(schedule.validatorsFrom(6))
        .contains(List.of(Address.fromHex(A), Address.fromHex(B)));
    assertThat(schedule.validatorsFrom(7)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "3",
        "{\"block\": 0}",
        "{\"block\": 3}, {\"block\": 3}",
        "{\"block\": 3, \"blockperiodseconds\": 0}",
        "{\"block\": 3, \"blockreward\": -1}",
        "{\"block\": 3, \"miningbeneficiary\": \"0x12\"}",
        "{\"block\": 3, \"pertxgaslimit\": 70000000}",
        "{\"block\": 3, \"blockperiodseconds\": 3000000000}",
        "{\"block\": 3, \"time\": 1}",
        "{\"block\": 3, \"validators\": []}",
        "{\"block\": 3, \"validators\": [\"0x12\"]}",
        "{\"block\": 3, \"validatorselectionmode\": \"contract\"}",
        "{\"block\": 3, \"validatorselectionmode\": \"blockheader\"}",
        "{\"block\": 3, \"validatorselectionmode\": \"lottery\"}"
      })
  void whatCannotBeFollowedGetsASentence(String transitions) {
    assertThatThrownBy(() -> schedule(transitions))
        .isInstanceOf(InvalidGenesisException.class)
        .hasMessageStartingWith("Genesis: ");
  }

  @Test
  void payAndLimitsChangeAndCanBeTakenBack() {
    QbftSchedule schedule =
        config(
                "",
                "\"miningBeneficiary\": \"%s\", \"blockReward\": \"0x10\",".formatted(A)
                    + " \"perTxGasLimit\": 0, \"xBlockPeriodMilliseconds\": 100,",
                """
                {"block": 3, "miningbeneficiary": " ", "blockreward": "5000000000000000000"},
                {"block": 4, "pertxgaslimit": 3000, "xblockperiodmilliseconds": 0},
                {"block": 5, "xemptyblockperiodseconds": 4, "miningbeneficiary": "%s"}
                """
                    .formatted(B))
            .consensus();

    assertThat(schedule.at(2, 0).miningBeneficiary()).contains(Address.fromHex(A));
    assertThat(schedule.at(2, 0).blockReward()).isEqualTo(UInt256.valueOf(16));
    assertThat(schedule.at(2, 0).transactionGasLimit()).hasValue(0);
    assertThat(schedule.at(2, 0).blockPeriod()).isEqualTo(Duration.ofMillis(100));
    assertThat(schedule.at(3, 0).miningBeneficiary()).isEmpty();
    assertThat(schedule.at(4, 0).blockReward())
        .isEqualTo(UInt256.valueOf(new BigInteger("5000000000000000000")));
    assertThat(schedule.at(4, 0).transactionGasLimit()).hasValue(3000);
    assertThat(schedule.at(4, 0).blockPeriod()).isEqualTo(Duration.ofSeconds(2));
    assertThat(schedule.at(5, 0).emptyBlockPeriodSeconds()).isEqualTo(4);
    assertThat(schedule.at(5, 0).miningBeneficiary()).contains(Address.fromHex(B));
  }

  @Test
  void transitionsAfterTheFirstForkByTimeBeginAtATime() {
    String forks = "\"shanghaiTime\": 1700000000,";
    String transitions =
        """
        {"block": 1800000000, "blockperiodseconds": 9},
        {"block": 1690000000, "blockperiodseconds": 7},
        {"block": 10, "blockperiodseconds": 5}
        """;
    QbftSchedule schedule = config(forks, "", transitions).consensus();

    assertThat(schedule.at(9, 1_699_999_999).blockPeriodSeconds()).isEqualTo(2);
    assertThat(schedule.at(10, 1_799_999_999).blockPeriodSeconds()).isEqualTo(5);
    assertThat(schedule.at(1_690_000_000, 0).blockPeriodSeconds()).isEqualTo(7);
    assertThat(schedule.at(1, 1_800_000_000).blockPeriodSeconds()).isEqualTo(9);
  }

  @Test
  void transitionsBesideAForkFromTheStartBeginAtABlockIfTheyCanBeNoTime() {
    QbftSchedule schedule =
        config(
                "\"shanghaiTime\": 0,",
                "",
                "{\"block\": 10, \"blockreward\": 1}, {\"block\": 1700000000, \"blockreward\": 2}")
            .consensus();

    assertThat(schedule.at(9, 1_699_999_999).blockReward()).isEqualTo(UInt256.ZERO);
    assertThat(schedule.at(10, 1_699_999_999).blockReward()).isEqualTo(UInt256.ONE);
    assertThat(schedule.at(10, 1_700_000_000).blockReward()).isEqualTo(UInt256.valueOf(2));
  }

  @Test
  void validatorsCannotBeReplacedAtATime() {
    String transition = "{\"block\": 1800000000, \"validators\": [\"" + A + "\"]}";

    assertThatThrownBy(() -> config("\"cancunTime\": 0,", "", transition))
        .isInstanceOf(InvalidGenesisException.class)
        .hasMessageContaining("at a block only");
  }

  @Test
  void keysThatChangeNothingAreRead() {
    ChainConfig config =
        config(
            "\"contractSizeLimit\": 24576, \"evmStackSize\": 1024, // as Ethereum has it\n"
                + "\"fixedBaseFee\": true, \"zeroBaseFee\": false,",
            "\"startblock\": 0, \"blockreward\": \"0\", \"miningbeneficiary\": \" \","
                + " \"messageQueueLimit\": 5,",
            "");

    assertThat(config.baseFees()).isEqualTo(BaseFeeMode.FIXED);
    assertThat(config.qbft()).isEqualTo(config.qbft(1_000_000, 1_000_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"startblock\": 5,", "\"startblock\": \"0x1\","})
  void whatWouldChangeTheRulesIsRefused(String qbft) {
    assertThatThrownBy(() -> config("", qbft, ""))
        .isInstanceOf(InvalidGenesisException.class)
        .hasMessageContaining("not supported");
  }
}
