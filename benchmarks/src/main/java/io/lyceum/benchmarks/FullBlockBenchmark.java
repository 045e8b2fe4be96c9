package io.lyceum.benchmarks;

import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.exchange.BlockFileReader;
import io.lyceum.ledger.exchange.ChainImport;
import io.lyceum.ledger.exchange.RefusedBlockException;
import io.lyceum.ledger.storage.Blockchain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Import of blocks full of transfers into an empty RocksDB with every rule checked, signatures on
 * all processors beside it: how many transactions a node can take in.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class FullBlockBenchmark {

  /** After every block. */
  private static final long NOW = Long.MAX_VALUE / 2;

  /** What the transactions move. */
  @Param public TransferKind kind;

  /** How many accounts send and receive. */
  @Param("2000")
  public int accounts;

  /** How many blocks one import has. */
  @Param("5")
  public int blocks;

  /** How many transactions a block has. */
  @Param("2857")
  public int transfers;

  private FullBlocks chainFile;
  private ExecutorService recovery;
  private TemporaryStore store;
  private Blockchain chain;

  /** Makes the blocks. */
  @Setup
  public void prepare() {
    chainFile = new FullBlocks(kind, accounts, blocks, transfers);
    recovery = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  }

  /** Begins an empty chain. */
  @Setup(Level.Invocation)
  public void begin() throws IOException {
    store = new TemporaryStore();
    chain = Blockchain.open(store.store(), chainFile.genesis());
  }

  /** One import of all blocks; gives the number of the last. */
  @Benchmark
  public long importBlocks(GasRate rate, TokenBenchmark.TransactionRate transactions)
      throws IOException, RefusedBlockException {
    var importer = new BlockImporter(chain, new CodeCache(1));
    try (var reader = new BlockFileReader(new ByteArrayInputStream(chainFile.encoded()))) {
      new ChainImport(chain, importer, recovery, () -> NOW)
          .run(
              reader,
              (block, outcome) -> {
                rate.add(block.header().gasUsed());
                transactions.transactions += block.body().transactions().size();
              });
    }
    return chain.head().number();
  }

  /** Deletes the chain. */
  @TearDown(Level.Invocation)
  public void delete() throws IOException {
    store.close();
  }

  /** Stops the threads. */
  @TearDown
  public void stop() {
    recovery.close();
  }
}
