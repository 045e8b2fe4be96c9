package io.lyceum.authority;

import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.transaction.SenderRecovery;
import io.lyceum.ledger.transaction.Transaction;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A chain with what reads it and makes it grow.
 *
 * @param recovery threads that recover signers beside the one that imports
 * @param store the database
 * @param chain in the database
 * @param importer the way in
 * @param executor runs blocks
 * @param simulator tries calls
 */
record OpenLedger(
    ExecutorService recovery,
    RocksDbStore store,
    Blockchain chain,
    BlockImporter importer,
    BlockExecutor executor,
    CallSimulator simulator)
    implements AutoCloseable {

  /** Each of at most 24 KiB. */
  private static final int CACHED_CODES = 1024;

  /**
   * Opens the chain in a directory, and begins it with block 0 if the directory is new.
   *
   * @param held finds a transaction by its hash among those whose signers are known already
   */
  static OpenLedger open(
      Path directory, Genesis genesis, Function<Bytes32, Optional<Transaction>> held) {
    RocksDbStore store = RocksDbStore.open(directory);
    try {
      CodeCache codes = new CodeCache(CACHED_CODES);
      Blockchain chain = Blockchain.open(store, genesis);
      int helpers = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
      ExecutorService recovery =
          Executors.newFixedThreadPool(
              helpers, Thread.ofPlatform().daemon().name("sender-recovery-", 0).factory());
      return new OpenLedger(
          recovery,
          store,
          chain,
          new BlockImporter(chain, codes, new SenderRecovery(recovery, helpers, held)),
          new BlockExecutor(genesis.config(), codes),
          new CallSimulator(genesis.config(), codes));
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Towards which blocks' gas limit moves: the genesis file's; a default would drag it away. */
  long targetGasLimit() {
    return chain.genesis().block().header().gasLimit();
  }

  @Override
  public void close() {
    recovery.shutdown();
    store.close();
  }
}
