package io.lyceum.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogSearchBenchmarkTest {

  @Test
  void bothSearchesFindTheBlocksOfTheContract() throws Exception {
    var benchmark = new LogSearchBenchmark();
    benchmark.blocks = 3_000;
    benchmark.distance = 1_000;
    benchmark.fill();
    try {
      assertThat(benchmark.indexed()).isEqualTo(benchmark.linear()).isGreaterThanOrEqualTo(3);
    } finally {
      benchmark.delete();
    }
  }
}
