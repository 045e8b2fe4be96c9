package io.lyceum.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FullBlockBenchmarkTest {

  @ParameterizedTest
  @EnumSource(TransferKind.class)
  void importsAllTransfersOnceForEachInvocation(TransferKind kind) throws Exception {
    var benchmark = new FullBlockBenchmark();
    benchmark.kind = kind;
    benchmark.accounts = 10;
    benchmark.blocks = 2;
    benchmark.transfers = 5;
    var gas = new GasRate();
    var transactions = new TokenBenchmark.TransactionRate();
    benchmark.prepare();
    try {
      for (int invocation = 1; invocation <= 2; invocation++) {
        benchmark.begin();
        assertThat(benchmark.importBlocks(gas, transactions)).isEqualTo(2);
        benchmark.delete();

        assertThat(transactions.transactions).isEqualTo(invocation * 10L);
        assertThat(gas.mgas()).isGreaterThanOrEqualTo(invocation * 0.21);
      }
    } finally {
      benchmark.stop();
    }
  }
}
