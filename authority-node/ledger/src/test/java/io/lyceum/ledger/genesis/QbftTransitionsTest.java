package io.lyceum.ledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
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

    assertThat(schedule.at(9)).isEqualTo(new QbftConfig(2, 0, 1, 7, Optional.empty()));
    assertThat(schedule.at(10)).isEqualTo(new QbftConfig(5, 0, 1, 7, Optional.empty()));
    assertThat(schedule.at(19)).isEqualTo(schedule.at(10));
    assertThat(schedule.at(20)).isEqualTo(new QbftConfig(5, 9, 1, 7, Optional.empty()));
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

    assertThat(schedule.at(2).validatorContract()).isEmpty();
    assertThat(schedule.at(3).validatorContract()).contains(Address.fromHex(A));
    assertThat(schedule.at(4).validatorContract()).contains(Address.fromHex(A));
    assertThat(schedule.at(5).validatorContract()).contains(Address.fromHex(B));
    assertThat(schedule.at(6).validatorContract()).isEmpty();
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
        "{\"block\": 3, \"blockreward\": 1}",
        "{\"block\": 3, \"miningbeneficiary\": \"" + A + "\"}",
        "{\"block\": 3, \"pertxgaslimit\": 1}",
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
  void keysThatChangeNothingAreRead() {
    ChainConfig config =
        config(
            "\"contractSizeLimit\": 24576, \"evmStackSize\": 1024, // as Ethereum has it\n"
                + "\"fixedBaseFee\": true, \"zeroBaseFee\": false,",
            "\"startblock\": 0, \"blockreward\": \"0\", \"miningbeneficiary\": \" \","
                + " \"messageQueueLimit\": 5,",
            "");

    assertThat(config.baseFees()).isEqualTo(BaseFeeMode.FIXED);
    assertThat(config.qbft()).isEqualTo(config.qbft(1_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"startblock\": 5,",
        "\"blockreward\": \"0x1\",",
        "\"miningbeneficiary\": \"" + A + "\",",
        "\"pertxgaslimit\": 1,",
        "\"xblockperiodmilliseconds\": 100,"
      })
  void whatWouldChangeTheRulesIsRefused(String qbft) {
    assertThatThrownBy(() -> config("", qbft, ""))
        .isInstanceOf(InvalidGenesisException.class)
        .hasMessageContaining("not supported");
  }
}
