package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.exchange.BlockFileReader;
import io.lyceum.ledger.exchange.ChainExport;
import io.lyceum.ledger.exchange.ChainImport;
import io.lyceum.ledger.exchange.RefusedBlockException;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.storage.StorageException;
import io.lyceum.ledger.validation.BlockRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.MutableBytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files that Besu exported come in, go out as they were, and are refused where they are altered.
 */
class ChainFileTest {

  private static final BesuChain BESU = BesuChain.CONTRACT;
  private static final int ALTERED_FILES = 25;

  /** After all blocks of Besu. */
  private static final long NOW = 4_000_000_000L;

  @TempDir private Path directory;

  private final ExecutorService recovery = Executors.newFixedThreadPool(2);
  private final List<Long> imported = new ArrayList<>();

  @AfterEach
  void stop() {
    recovery.close();
  }

  @ParameterizedTest
  @EnumSource
  void besusFileComesInAndGoesOutByteForByte(BesuChain besu) throws Exception {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, besu.genesis());
      try (BlockFileReader file = BlockFileReader.open(besu.file("blocks.rlp"))) {
        run(chain, file);
      }

      Block last = besu.blocks().getLast();
      assertThat(chain.headHash()).isEqualTo(last.hash());
      assertThat(imported).hasSize((int) last.number());
      assertThat(exported(chain, 0, last.number() + 1)).isEqualTo(besu.encodedBlocks());
      assertThat(Block.decodeSequence(exported(chain, 3, 5)))
          .isEqualTo(besu.blocks().subList(3, 5));
    }
  }

  @Test
  void interruptedImportGoesOnWhereItStopped() throws Exception {
    Bytes whole = BESU.encodedBlocks();
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, BESU.genesis());

      RefusedBlockException refusal = refusal(chain, whole.slice(0, whole.size() / 2));
      long reached = chain.head().number();

      assertThat(refusal.rule()).isEqualTo(BlockRule.ENCODING);
      assertThat(refusal.number()).isEqualTo(reached + 1);
      assertThat(refusal).hasMessageContaining("ends within a block");
      assertThat(reached).isPositive();
      imported.clear();
      run(chain, reader(whole));
      assertThat(imported).first().isEqualTo(reached + 1);
      assertThat(chain.headHash()).isEqualTo(BESU.blocks().getLast().hash());
    }
  }

  @Test
  void firstBadBlockIsNamedAndNothingOfItIsKept() throws Exception {
    List<Block> blocks = BESU.blocks();
    Block good = blocks.get(7);
    BlockHeader twoSeals =
        CommittedSeals.attach(good.header(), good.header().qbft().seals().subList(0, 2));
    Bytes file =
        Bytes.concatenate(
            encoded(blocks.subList(0, 7)),
            new Block(twoSeals, good.body()).encoded(),
            encoded(blocks.subList(8, blocks.size())));
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, BESU.genesis());

      RefusedBlockException refusal = refusal(chain, file);

      assertThat(refusal)
          .hasMessageStartingWith("Block 7 breaks the rule COMMITTED_SEALS: 2 seals");
      assertThat(refusal.number()).isEqualTo(7);
      assertThat(chain.headHash()).isEqualTo(blocks.get(6).hash());
      assertThat(chain.hash(7)).isEmpty();
      assertThat(chain.header(good.hash())).isEmpty();
    }
  }

  @Test
  void fileOfAnotherChainIsRefused() throws Exception {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, BESU.genesis());

      assertThat(refusal(chain, BesuChain.VOTES.encodedBlocks()))
          .hasMessageStartingWith("Block 0 breaks the rule ANCESTRY");
      assertThat(refusal(chain, BESU.blocks().get(2).encoded()))
          .hasMessageStartingWith("Block 2 breaks the rule ANCESTRY");
    }
  }

  @Test
  void chainWhoseGenesisFileNamesNoValidatorsGetsASentence() throws Exception {
    String genesis = BesuChain.LONDON.text("genesis.json");
    String without = genesis.replaceFirst("\"extraData\"", "\"otherData\"");
    assertThat(without).isNotEqualTo(genesis);
    Block first = BesuChain.LONDON.blocks().get(1);
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, GenesisFile.parse(without));
      Block child =
          new Block(first.header().toBuilder().parentHash(chain.headHash()).build(), first.body());

      assertThat(refusal(chain, child.encoded()))
          .hasMessage(
              "Block 1 breaks the rule VALIDATORS: The extraData of block 0 names no validators");
    }
  }

  @Test
  void storeInUseOrOfAnotherChainIsRefused() {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain.open(store, BESU.genesis());

      assertThatThrownBy(() -> RocksDbStore.open(directory))
          .isInstanceOf(StorageException.class)
          .hasMessageEndingWith("is in use");
      assertThatThrownBy(() -> Blockchain.open(store, BesuChain.LONDON.genesis()))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("genesis");
    }
  }

  @Test
  void blocksThatTheChainLacksAreNotExported() throws Exception {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, BESU.genesis());

      assertThat(exported(chain, 0, 1)).isEqualTo(BESU.blocks().getFirst().encoded());
      assertThat(exported(chain, 1, 1)).isEqualTo(Bytes.EMPTY);
      for (long[] range : new long[][] {{0, 2}, {-1, 1}, {1, 0}}) {
        assertThatThrownBy(() -> exported(chain, range[0], range[1]))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  /** Whatever stands in a file: what is on disk afterwards is the beginning of Besu's chain. */
  @Test
  void alteredFilesAreRefusedWithoutTrace() throws Exception {
    Bytes whole = BESU.encodedBlocks();
    List<Block> blocks = BESU.blocks();
    Random random = new Random(20_261_120);
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, BESU.genesis());
      for (int i = 0; i < ALTERED_FILES; i++) {
        MutableBytes altered = whole.mutableCopy();
        altered.set(random.nextInt(altered.size()), (byte) random.nextInt());
        if (altered.equals(whole)) {
          continue;
        }
        try {
          run(chain, reader(altered));
        } catch (RefusedBlockException refused) {
          assertThat(refused).hasMessageNotContaining("null");
        }
        assertThat(chain.headHash()).isEqualTo(blocks.get((int) chain.head().number()).hash());
      }
    }
  }

  private void run(Blockchain chain, BlockFileReader file) throws Exception {
    new ChainImport(chain, new BlockImporter(chain, new CodeCache(64)), recovery, () -> NOW)
        .run(
            file,
            (block, outcome) -> {
              if (outcome == BlockImporter.Outcome.IMPORTED) {
                imported.add(block.number());
              }
            });
  }

  private RefusedBlockException refusal(Blockchain chain, Bytes file) {
    RefusedBlockException refusal =
        catchThrowableOfType(RefusedBlockException.class, () -> run(chain, reader(file)));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static Bytes encoded(List<Block> blocks) {
    return Bytes.concatenate(blocks.stream().map(Block::encoded).toList());
  }

  private static Bytes exported(Blockchain chain, long from, long until) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new ChainExport(chain).write(from, until, output, number -> {});
    return Bytes.wrap(output.toByteArray());
  }

  private static BlockFileReader reader(Bytes bytes) {
    return new BlockFileReader(new ByteArrayInputStream(bytes.toArrayUnsafe()));
  }
}
