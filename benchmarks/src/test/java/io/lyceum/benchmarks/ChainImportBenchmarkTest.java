package io.lyceum.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class ChainImportBenchmarkTest {

  @Test
  void importsTheWholeChainOnceForEachInvocation() throws Exception {
    assumeTrue(new BesuChainFile().isPresent(), "Besu's chain1 is not on this machine");
    var benchmark = new ChainImportBenchmark();
    var gas = new GasRate();
    var blocks = new ChainImportBenchmark.BlockRate();
    benchmark.start();
    try {
      for (int invocation = 1; invocation <= 2; invocation++) {
        benchmark.begin();
        benchmark.importChain(gas, blocks);
        benchmark.delete();

        assertThat(blocks.blocks).isEqualTo(invocation * 66L);
        assertThat(gas.mgas()).isPositive();
      }
    } finally {
      benchmark.stop();
    }
  }
}
