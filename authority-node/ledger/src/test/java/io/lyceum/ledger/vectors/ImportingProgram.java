package io.lyceum.ledger.vectors;

import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.exchange.BlockFileReader;
import io.lyceum.ledger.exchange.ChainImport;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import java.nio.file.Path;

/** A program that imports a file and prints the number of each block, to be killed meanwhile. */
final class ImportingProgram {

  private ImportingProgram() {}

  public static void main(String[] arguments) throws Exception {
    RocksDbStore store = RocksDbStore.open(Path.of(arguments[0]));
    Blockchain chain = Blockchain.open(store, GenesisFile.read(Path.of(arguments[1])));
    BlockImporter importer = new BlockImporter(chain, new CodeCache(64));
    new ChainImport(chain, importer, Runnable::run, () -> Long.MAX_VALUE / 2)
        .run(
            BlockFileReader.open(Path.of(arguments[2])),
            (block, outcome) -> {
              if (outcome == BlockImporter.Outcome.IMPORTED) {
                System.out.println(block.number());
              }
            });
  }
}
