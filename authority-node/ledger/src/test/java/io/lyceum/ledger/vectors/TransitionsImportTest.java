package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.validation.BlockRule;
import io.lyceum.ledger.validation.InvalidBlockException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Besu's chains under genesis files with transitions, of which block 0 knows nothing. */
class TransitionsImportTest {

  @TempDir private Path directory;

  @Test
  void transitionsToWhatIsInForceChangeNothing() throws Exception {
    String contract =
        """
        {"block": 3, "validatorselectionmode": "contract",
         "validatorcontractaddress": "0x0000000000000000000000000000000000007777"},
        {"block": 9, "blockperiodseconds": 1}
        """;

    assertThat(imported(BesuChain.CONTRACT, contract))
        .isEqualTo(BesuChain.CONTRACT.blocks().getLast().number());
  }

  @Test
  void replacedValidatorsSealFromTheirBlockOn() throws Exception {
    Block five = BesuChain.LONDON.blocks().get(5);
    List<String> validators =
        five.header().qbft().validators().stream()
            .map(validator -> '"' + validator.toString() + '"')
            .toList();

    assertThat(imported(BesuChain.LONDON, replacement(validators.reversed())))
        .isEqualTo(BesuChain.LONDON.blocks().getLast().number());
  }

  @Test
  void blockOfOtherValidatorsThanTheReplacedIsRefused() {
    List<String> stranger = List.of("\"0x00000000000000000000000000000000000000aa\"");

    assertRefused(BesuChain.LONDON, replacement(stranger), 5, BlockRule.VALIDATORS);
  }

  @Test
  void blockWithoutValidatorsInItsHeaderIsRefusedWhereVotesDecide() {
    String votes =
        """
        {"block": 5, "validatorselectionmode": "blockheader",
         "validators": ["0x00000000000000000000000000000000000000aa"]}
        """;

    assertRefused(BesuChain.CONTRACT, votes, 5, BlockRule.VALIDATORS);
  }

  @Test
  void blockBeforeANewPeriodHasPassedIsRefused() {
    assertRefused(
        BesuChain.LONDON, "{\"block\": 6, \"blockperiodseconds\": 100}", 6, BlockRule.TIMESTAMP);
  }

  @Test
  void transitionAfterAForkByTimeCountsFromItsTimeOn() throws Exception {
    long time = BesuChain.CANCUN.blocks().get(9).header().timestamp();
    String same = "{\"block\": %d, \"blockperiodseconds\": 1}".formatted(time);
    String longer = "{\"block\": %d, \"blockperiodseconds\": 100}".formatted(time);

    assertRefused(BesuChain.CANCUN, longer, 9, BlockRule.TIMESTAMP);
    assertThat(imported(BesuChain.CANCUN, same))
        .isEqualTo(BesuChain.CANCUN.blocks().getLast().number());
  }

  @Test
  void rewardThatBesuWasNotToldOfLeadsToAnotherState() {
    assertRefused(
        BesuChain.LONDON, "{\"block\": 6, \"blockreward\": \"1\"}", 6, BlockRule.STATE_ROOT);
  }

  @Test
  void gasThatATransactionMayNotHaveIsRefused() {
    assertRefused(
        BesuChain.LONDON, "{\"block\": 6, \"pertxgaslimit\": 20999}", 6, BlockRule.TRANSACTION);
  }

  private static String replacement(List<String> validators) {
    return "{\"block\": 5, \"validators\": "
        + validators.stream().collect(Collectors.joining(", ", "[", "]"))
        + "}";
  }

  private void assertRefused(BesuChain besu, String transitions, long number, BlockRule rule) {
    assertThatThrownBy(() -> imported(besu, transitions))
        .isInstanceOfSatisfying(
            InvalidBlockException.class, refusal -> assertThat(refusal.rule()).isEqualTo(rule));
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      assertThat(Blockchain.open(store, besu.genesis()).head().number()).isEqualTo(number - 1);
    }
  }

  /** The number of the last block that was imported. */
  private long imported(BesuChain besu, String transitions) throws InvalidBlockException {
    Genesis genesis =
        GenesisFile.parse(
            besu.text("genesis.json")
                .replaceFirst(
                    "\"qbft\"", "\"transitions\": {\"qbft\": [" + transitions + "]}, \"qbft\""));
    assertThat(genesis.hash()).isEqualTo(besu.genesis().hash());
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, genesis);
      BlockImporter importer = new BlockImporter(chain, new CodeCache(64));
      for (Block block : besu.blocks()) {
        importer.importBlock(block, block.header().timestamp());
      }
      return chain.head().number();
    }
  }
}
