package io.lyceum.benchmarks;

import io.lyceum.ledger.execution.BlockResult;
import io.lyceum.ledger.execution.InvalidTransactionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Execution of blocks of 500 ERC-20 transfers among 100 accounts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenBenchmark {

  private static final int HOLDERS = 100;
  private static final int TRANSFERS = 500;

  private TokenTransfers block;

  /** Counts transactions a second. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class TransactionRate {
    /** Transactions that were executed. */
    public long transactions;
  }

  /** Deploys the token and signs the transfers. */
  @Setup
  public void prepare() {
    block = new TokenTransfers(HOLDERS, TRANSFERS);
  }

  /** One block. */
  @Benchmark
  public BlockResult execute(GasRate rate, TransactionRate transactions)
      throws InvalidTransactionException {
    BlockResult result = block.execute();
    rate.add(result.gasUsed());
    transactions.transactions += TRANSFERS;
    return result;
  }
}
