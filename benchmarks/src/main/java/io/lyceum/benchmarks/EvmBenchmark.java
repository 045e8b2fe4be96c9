package io.lyceum.benchmarks;

import io.lyceum.ledger.evm.MessageResult;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** Calls of contracts that do one thing in a loop. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EvmBenchmark {

  /** What the loop does. */
  @Param public Workload workload;

  private EvmProgram program;

  /** Assembles and deploys the program. */
  @Setup
  public void deploy() {
    program = EvmProgram.named(workload.program());
  }

  /** One call. */
  @Benchmark
  public MessageResult run(GasRate rate) {
    MessageResult result = program.run(workload.rounds(), workload.input());
    rate.add(EvmProgram.GAS - result.gasLeft());
    return result;
  }
}
