package io.lyceum.benchmarks;

import io.lyceum.ledger.block.BloomQuery;
import io.lyceum.ledger.storage.Blockchain;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * A search of a long chain for the few blocks that may hold the logs of one contract: by the index,
 * and by a look at the bloom filter of every header.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LogSearchBenchmark {

  /** How long the chain is. */
  @Param("100000")
  public int blocks;

  /** In blocks, from one log of the contract to the next. */
  @Param("10000")
  public int distance;

  private TemporaryStore store;
  private Blockchain chain;
  private BloomQuery query;

  /** Makes the chain: every block has two logs, and few one more, of the contract. */
  @Setup
  public void fill() throws IOException {
    store = new TemporaryStore();
    LoggingBlocks made = new LoggingBlocks(distance);
    chain = made.appendTo(store.store(), blocks);
    query =
        BloomQuery.of(List.of(List.of(LoggingBlocks.WANTED.bytes()), List.of(LoggingBlocks.TOPIC)));
  }

  /** How many blocks the index finds. */
  @Benchmark
  public long indexed() {
    return chain.mayHoldLogs(query, 0, blocks).count();
  }

  /** How many blocks a look at each header finds. */
  @Benchmark
  public long linear() {
    return LongStream.rangeClosed(0, blocks)
        .filter(number -> query.mayMatch(chain.header(number).orElseThrow().logsBloom()))
        .count();
  }

  /** Deletes the chain. */
  @TearDown
  public void delete() throws IOException {
    store.close();
  }
}
