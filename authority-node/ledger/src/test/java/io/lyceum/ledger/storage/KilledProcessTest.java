package io.lyceum.ledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BloomQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {

  private static final int KILLS = 5;

  /** Soon before the first section of the index of logs is whole. */
  private static final long BLOCKS_BEFORE = LogIndex.SECTION - 100;

  private static final int MOST_BLOCKS_BEFORE_A_KILL = 120;
  private static final int MOST_MICROSECONDS_AFTERWARDS = 20_000;

  @TempDir private Path directory;

  @Test
  void storeOpensAtAValidHeadWheneverItsProcessWasKilled() throws Exception {
    Random random = new Random(20_261_120);
    long before = BLOCKS_BEFORE;
    appendFirst(before);
    for (int kill = 0; kill < KILLS; kill++) {
      long seen =
          appendUntilKilled(
              1 + random.nextInt(MOST_BLOCKS_BEFORE_A_KILL),
              random.nextInt(MOST_MICROSECONDS_AFTERWARDS));

      long head = validatedHead();

      assertThat(head).isGreaterThanOrEqualTo(seen).isGreaterThan(before);
      before = head;
    }
  }

  private void appendFirst(long blocks) {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, FabricatedChain.genesis(1));
      while (chain.head().number() < blocks) {
        chain.append(FabricatedChain.next(chain), Durability.LATER);
      }
    }
  }

  /** Lets the other process append, and kills it some instants after a number of blocks. */
  private long appendUntilKilled(int blocks, int microseconds)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessAppender.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader()) {
      long seen = 0;
      for (int i = 0; i < blocks; i++) {
        seen = Long.parseLong(output.readLine());
      }
      TimeUnit.MICROSECONDS.sleep(microseconds);
      return seen;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private long validatedHead() {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, FabricatedChain.genesis(1));
      BlockHeader head = chain.head();
      assertThat(chain.header(head.number() + 1)).isEmpty();
      assertThat(chain.mayHoldLogs(BloomQuery.of(List.of()), 0, head.number()).boxed().toList())
          .isEqualTo(LongStream.rangeClosed(1, head.number()).boxed().toList());
      for (long number = head.number(); number > 0; number--) {
        Block block = chain.block(number).orElseThrow();
        assertThat(block.header().parentHash()).isEqualTo(chain.hash(number - 1).orElseThrow());
        assertThat(chain.receipts(block.hash()).orElseThrow()).hasSize(1);
        assertThat(
                chain
                    .transactionLocation(block.body().transactions().getFirst().hash())
                    .orElseThrow())
            .isEqualTo(new TransactionLocation(block.hash(), number, 0));
        assertThat(
                chain
                    .stateAt(block.header().stateRoot())
                    .storage(FabricatedChain.COUNTER, UInt256.ZERO))
            .isEqualTo(UInt256.valueOf(number));
      }
      return head.number();
    }
  }
}
