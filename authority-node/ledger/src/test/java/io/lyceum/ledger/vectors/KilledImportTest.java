package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledImportTest {

  private static final BesuChain BESU = BesuChain.VOTES;
  private static final int KILLS = 3;
  private static final int BLOCKS_BEFORE_A_KILL = 11;

  @TempDir private Path directory;

  @Test
  void importGoesOnAfterItsProcessWasKilled() throws Exception {
    long head = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      List<Long> seen = importUntil(BLOCKS_BEFORE_A_KILL);
      assertThat(seen).first().isEqualTo(head + 1);

      head = head();

      assertThat(head).isGreaterThanOrEqualTo(seen.getLast());
    }
    importUntil(Integer.MAX_VALUE);
    assertThat(head()).isEqualTo(BESU.blocks().getLast().number());
  }

  /** The numbers of the blocks that another process imported until it was killed or done. */
  private List<Long> importUntil(int blocks) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ImportingProgram.class.getName(),
                directory.toString(),
                BESU.file("genesis.json").toString(),
                BESU.file("blocks.rlp").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader()) {
      List<Long> seen = new ArrayList<>();
      String line = output.readLine();
      while (line != null && seen.size() < blocks) {
        seen.add(Long.valueOf(line));
        line = output.readLine();
      }
      return seen;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private long head() {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, BESU.genesis());
      long head = chain.head().number();
      Block block = BESU.blocks().get((int) head);
      assertThat(chain.block(block.hash())).contains(block);
      assertThat(chain.receipts(block.hash())).isPresent();
      assertThat(chain.hasState(block.header().stateRoot())).isTrue();
      assertThat(chain.hash(head + 1)).isEmpty();
      return head;
    }
  }
}
