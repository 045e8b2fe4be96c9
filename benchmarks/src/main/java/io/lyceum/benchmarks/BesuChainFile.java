package io.lyceum.benchmarks;

import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.exchange.BlockFileReader;
import io.lyceum.ledger.exchange.ChainImport;
import io.lyceum.ledger.exchange.RefusedBlockException;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The chain {@code chain1} that a real Besu wrote, of 67 blocks, as a file. It lies in the folder
 * that the system property {@code lyceum.shared} names.
 */
final class BesuChainFile {

  /** After every block of the file. */
  private static final long NOW = Long.MAX_VALUE / 2;

  private static final int CODES = 64;

  private final Path folder =
      Path.of(System.getProperty("lyceum.shared", "")).resolve("vectors/besu/chain1");

  /** Whether the file is on this machine. */
  boolean isPresent() {
    return Files.isRegularFile(blocks());
  }

  /** Where it should be. */
  Path blocks() {
    return folder.resolve("blocks.rlp");
  }

  /** Opens an empty chain with the genesis of the file. */
  Blockchain begin(RocksDbStore store) throws IOException {
    return Blockchain.open(store, GenesisFile.read(folder.resolve("genesis.json")));
  }

  /**
   * Imports all blocks with every rule checked, and says what came of it.
   *
   * @param recovery runs the recovery of senders
   */
  Imported importInto(Blockchain chain, Executor recovery)
      throws IOException, RefusedBlockException {
    long[] gas = new long[1];
    var importer = new BlockImporter(chain, new CodeCache(CODES));
    try (BlockFileReader reader = BlockFileReader.open(blocks())) {
      new ChainImport(chain, importer, recovery, () -> NOW)
          .run(reader, (block, outcome) -> gas[0] += block.header().gasUsed());
    }
    return new Imported(chain.head().number(), gas[0], chain.headHash());
  }

  /**
   * What an import did.
   *
   * @param blocks how many came after block 0
   * @param gas that they used
   * @param head the hash of the last
   */
  record Imported(long blocks, long gas, Bytes32 head) {}
}
