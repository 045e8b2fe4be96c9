package io.lyceum.ledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.evm.BlobSchedule;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenesisFileTest {

  private static final Address ACCOUNT =
      Address.fromHex("0x00000000000000000000000000000000000000aa");

  private static String file(String config, String qbft, String rest) {
    return """
    {"config": {"chainId": 1337, "londonBlock": 0 %s, "qbft": {%s}},
     "gasLimit": "0x3938700", "extraData": "0xe5a0%sc0c080c0" %s}
    """
        .formatted(config, qbft, "00".repeat(32), rest);
  }

  @Test
  void keysAreFoundWithoutRegardToCase() {
    Genesis genesis =
        GenesisFile.parse(
            file(", \"SHANGHAItime\": 10", "\"BlockPeriodSeconds\": 3", ", \"BaseFeePerGas\": 5"));

    assertThat(genesis.config().qbft().blockPeriodSeconds()).isEqualTo(3);
    assertThat(genesis.config().fork(1, 9)).isEqualTo(Fork.LONDON);
    assertThat(genesis.config().fork(1, 10)).isEqualTo(Fork.SHANGHAI);
    assertThat(genesis.header().baseFee()).contains(UInt256.valueOf(5));
  }

  @Test
  void defaultsAreBesus() {
    Genesis genesis = GenesisFile.parse(file("", "", ""));

    assertThat(genesis.config().qbft()).isEqualTo(QbftConfig.DEFAULT);
    assertThat(genesis.config().zeroBaseFee()).isFalse();
    assertThat(genesis.header().baseFee()).contains(UInt256.valueOf(1_000_000_000L));
    assertThat(genesis.header().withdrawalsRoot()).isEmpty();
  }

  @Test
  void accountsHaveBalanceInEitherNotationNonceCodeAndStorage() {
    Genesis genesis =
        GenesisFile.parse(
            file(
                "",
                "",
                """
                , "alloc": {
                  "00000000000000000000000000000000000000aa": {
                    "balance": "1000", "nonce": "0x5", "code": "0x6001",
                    "storage": {"0x1": "0x2", "0x03": "0x00"}},
                  "0x00000000000000000000000000000000000000bb": {"balance": "0x10"}}
                """));

    GenesisAccount account = genesis.allocation().get(ACCOUNT);
    assertThat(account.balance()).isEqualTo(UInt256.valueOf(1000));
    assertThat(account.nonce()).isEqualTo(5);
    assertThat(account.code()).isEqualTo(Bytes.fromHexString("0x6001"));
    assertThat(account.storage()).containsEntry(UInt256.ONE, UInt256.valueOf(2));
    assertThat(genesis.allocation().lastEntry().getValue().balance())
        .isEqualTo(UInt256.valueOf(16));
    assertThat(genesis.state().root()).isEqualTo(genesis.header().stateRoot());
    assertThat(genesis.state().codes()).hasSize(1);
  }

  @Test
  void pragueAtGenesisAddsAllFieldsOfItsHeader() {
    Genesis genesis =
        GenesisFile.parse(file(", \"shanghaiTime\":0, \"cancunTime\":0, \"pragueTime\":0", "", ""));

    assertThat(genesis.header().parentBeaconBlockRoot()).contains(Bytes32.ZERO);
    assertThat(genesis.header().blobGasUsed()).contains(0L);
    assertThat(genesis.header().requestsHash().orElseThrow().toHexString())
        .startsWith("0xe3b0c442");
  }

  @Test
  void contractsOfRequestsCountOnlyAllTogether() {
    String two =
        ", \"depositContractAddress\": \"%s\", \"withdrawalRequestContractAddress\": \"%s\""
            .formatted(ACCOUNT, Address.ZERO);
    String third = ", \"consolidationRequestContractAddress\": \"%s\"".formatted(ACCOUNT);

    assertThat(GenesisFile.parse(file(two, "", "")).config().systemContracts()).isEmpty();
    assertThat(GenesisFile.parse(file(two + third, "", "")).config().systemContracts())
        .contains(new SystemContracts(ACCOUNT, Address.ZERO, ACCOUNT));
  }

  @Test
  void blobScheduleOfTheFileIsThatOfTheFork() {
    String schedule =
        ", \"shanghaiTime\":0, \"cancunTime\":0, \"blobSchedule\": {\"cancun\":"
            + " {\"target\": 1, \"max\": 2, \"baseFeeUpdateFraction\": 99}}";
    Genesis genesis = GenesisFile.parse(file(schedule, "", ""));

    BlobSchedule blobs = Forks.rules(genesis.config(), 1, 1).blobs().orElseThrow();
    assertThat(blobs.target()).isEqualTo(1);
    assertThat(blobs.max()).isEqualTo(2);
    assertThat(blobs.updateFraction()).isEqualTo(99);
  }

  @Test
  void forkBringsAlongTheOnesBeforeItThatAreNotNamed() {
    Genesis genesis = GenesisFile.parse(file(", \"cancunTime\": 0", "", ""));

    assertThat(genesis.config().fork(0, 0)).isEqualTo(Fork.CANCUN);
    assertThat(genesis.header().withdrawalsRoot()).isPresent();
    assertThat(genesis.header().blobGasUsed()).contains(0L);
  }

  @Test
  void keysOfForksThatChangeNothingHereAreRead() {
    Genesis genesis =
        GenesisFile.parse(
            file(
                """
                , "homesteadBlock": 0, "eip155Block": 0, "constantinopleFixBlock": 0,
                  "arrowGlacierBlock": 7, "grayGlacierBlock": 8, "ecCurve": "secp256k1",
                  "terminalTotalDifficulty": null, "ethash": null, "isQuorum": false,
                  "discovery": {"bootnodes": []}, "bpo1Time": null
                """,
                "",
                ""));

    assertThat(genesis.config().fork(100, 100)).isEqualTo(Fork.LONDON);
  }

  @Test
  void parisBeginsAtABlockAndItsSuccessorsAtATime() {
    ChainConfig config =
        GenesisFile.parse(file(", \"mergeNetSplitBlock\": 5, \"shanghaiTime\": 100", "", ""))
            .config();

    assertThat(config.fork(4, 99)).isEqualTo(Fork.LONDON);
    assertThat(config.fork(5, 99)).isEqualTo(Fork.PARIS);
    assertThat(config.fork(1, 100)).isEqualTo(Fork.SHANGHAI);
    assertThat(Forks.rules(config, 5, 99).name()).isEqualTo("Paris");
  }

  @Test
  void forksOfBlobsAloneChangeTheirNumber() {
    ChainConfig config =
        GenesisFile.parse(
                file(
                    """
                    , "osakaTime": 0, "BPO2Time": 50, "blobSchedule": {"bpo2":
                      {"target": 14, "max": 21, "baseFeeUpdateFraction": 11684671}}
                    """,
                    "",
                    ""))
            .config();

    assertThat(Forks.rules(config, 1, 49).blobs().orElseThrow()).isEqualTo(BlobSchedule.OSAKA);
    assertThat(Forks.rules(config, 1, 50).blobs().orElseThrow().max()).isEqualTo(21);
    assertThat(Forks.rules(config, 1, 50).transactionGasCap()).hasValue(1 << 24);
  }

  @Test
  void limitsOfTheFileAreThoseOfEveryFork() {
    ChainConfig config =
        GenesisFile.parse(
                file(
                    ", \"contractSizeLimit\": 2147483647, \"evmStackSize\": 99, \"osakaTime\": 9",
                    "\"pertxgaslimit\": \"60000000\"",
                    ""))
            .config();

    for (ForkRules rules : List.of(Forks.rules(config, 1, 1), Forks.rules(config, 1, 9))) {
      assertThat(rules.codeSizeLimit()).isEqualTo(Integer.MAX_VALUE);
      assertThat(rules.stackLimit()).isEqualTo(99);
      assertThat(rules.exceedsTransactionGasCap(60_000_000)).isFalse();
      assertThat(rules.exceedsTransactionGasCap(60_000_001)).isTrue();
    }
    assertThat(Forks.rules(config, 1, 9).initCode().orElseThrow().maxSize()).isEqualTo(49_152);
  }

  @Test
  void noncesAreHexadecimalInAnyNotation() {
    Genesis genesis =
        GenesisFile.parse(
            file(
                "",
                "",
                ", \"nonce\": \"42\", \"parentHash\": \"0x%s\", \"alloc\": {\"%s\": {\"nonce\": \"10\"}}"
                    .formatted("07".repeat(32), ACCOUNT)));

    assertThat(genesis.header().nonce()).isEqualTo(Bytes.fromHexString("0x0000000000000042"));
    assertThat(genesis.header().parentHash().get(0)).isEqualTo((byte) 7);
    assertThat(genesis.allocation().get(ACCOUNT).nonce()).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "', \"contractSizeLimit\": 3000000000', contractSizeLimit",
        "', \"contractSizeLimit\": -1', contractSizeLimit",
        "', \"ethash\": {}', ethash",
        "', \"clique\": {}', clique",
        "', \"isQuorum\": true', isQuorum",
        "', \"ecCurve\": \"secp256r1\"', ecCurve",
        "', \"terminalTotalDifficulty\": 0', terminalTotalDifficulty",
        "', \"homesteadBlock\": 5', homesteadBlock",
        "', \"daoForkBlock\": 5', daoForkBlock",
        "', \"berlinBlock\": \"0x5\"', berlinBlock",
        "', \"classicForkBlock\": 0', classicforkblock",
        "', \"amsterdamTime\": 9', amsterdamtime",
        "', \"FutureEipsTime\": 0', futureeipstime",
        "', \"osakaTime\": 0, \"bpo1Time\": 0', BPO1",
        "', \"ibft2\": {}', ibft2",
        "', \"shanghaiTime\": 5, \"cancunTime\": 4', cancunTime",
        "', \"evmStackSize\": 99999999999', evmStackSize",
        "', \"evmStackSize\": 268435456', 268435455",
        "', \"zeroBaseFee\": true, \"fixedBaseFee\": true', exclude",
        "', \"transitions\": {\"qbft\": {}}', array",
        "', \"blobSchedule\": {\"osaka\": {\"target\": 1}}', max",
        "', \"blobSchedule\": {\"osaka\": {\"target\": 2, \"max\": 1,"
            + " \"baseFeeUpdateFraction\": 1}}', OSAKA",
        "', \"londonBlock\": 0', Duplicate"
      })
  void whatWouldChangeTheRulesIsRefused(String config, String named) {
    assertThatThrownBy(() -> GenesisFile.parse(file(config, "", "")))
        .isInstanceOf(InvalidGenesisException.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"config\": 3}",
        "{\"config\": {\"londonBlock\": 0, \"qbft\": {}}, \"gasLimit\": 1}",
        "{\"config\": {\"chainId\": 1, \"qbft\": {}}, \"gasLimit\": 1}",
        "{\"config\": {\"chainId\": 1, \"londonBlock\": 0, \"qbft\": {}}}",
        "{\"config\": {\"chainId\": 1, \"londonBlock\": 0, \"qbft\": {\"epochlength\": 0}},"
            + " \"gasLimit\": 1}",
        "{\"config\": {\"chainId\": -1, \"londonBlock\": 0, \"qbft\": {}}, \"gasLimit\": 1}",
        "{\"config\": {\"chainId\": 1, \"londonBlock\": 0, \"qbft\": {}}, \"gasLimit\": \"0xzz\"}",
        "{\"config\": {\"chainId\": 1, \"londonBlock\": 0, \"qbft\": {}}, \"gasLimit\": 1,"
            + " \"alloc\": {\"0x12\": {}}}"
      })
  void unusableFilesGetASentence(String json) {
    assertThatThrownBy(() -> GenesisFile.parse(json))
        .isInstanceOf(InvalidGenesisException.class)
        .hasMessageStartingWith("Genesis: ");
  }
}
