package io.lyceum.benchmarks;

import io.lyceum.ledger.exchange.RefusedBlockException;
import io.lyceum.ledger.storage.Blockchain;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Import of Besu's chain1 into an empty RocksDB with every rule checked: reading, seals, signatures
 * on all processors, execution, state, one atomic write a block.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ChainImportBenchmark {

  private final BesuChainFile file = new BesuChainFile();
  private ExecutorService recovery;
  private TemporaryStore store;
  private Blockchain chain;

  /** Counts blocks a second. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class BlockRate {
    /** Blocks that were imported. */
    public long blocks;
  }

  /** Starts the threads that recover senders. */
  @Setup
  public void start() {
    recovery = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  }

  /** Begins an empty chain. */
  @Setup(Level.Invocation)
  public void begin() throws IOException {
    store = new TemporaryStore();
    chain = file.begin(store.store());
  }

  /** One import of the whole file. */
  @Benchmark
  public BesuChainFile.Imported importChain(GasRate rate, BlockRate blocks)
      throws IOException, RefusedBlockException {
    BesuChainFile.Imported imported = file.importInto(chain, recovery);
    rate.add(imported.gas());
    blocks.blocks += imported.blocks();
    return imported;
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
