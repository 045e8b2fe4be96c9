package io.lyceum.authority;

import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import java.nio.file.Path;

/**
 * A chain with what reads it and makes it grow.
 *
 * @param store the database
 * @param chain in the database
 * @param importer the way in
 * @param executor runs blocks
 * @param simulator tries calls
 */
record OpenLedger(
    RocksDbStore store,
    Blockchain chain,
    BlockImporter importer,
    BlockExecutor executor,
    CallSimulator simulator)
    implements AutoCloseable {

  /** Each of at most 24 KiB. */
  private static final int CACHED_CODES = 1024;

  /** Opens the chain in a directory, and begins it with block 0 if the directory is new. */
  static OpenLedger open(Path directory, Genesis genesis) {
    RocksDbStore store = RocksDbStore.open(directory);
    try {
      CodeCache codes = new CodeCache(CACHED_CODES);
      Blockchain chain = Blockchain.open(store, genesis);
      return new OpenLedger(
          store,
          chain,
          new BlockImporter(chain, codes),
          new BlockExecutor(genesis.config(), codes),
          new CallSimulator(genesis.config(), codes));
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
