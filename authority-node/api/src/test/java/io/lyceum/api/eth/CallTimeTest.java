package io.lyceum.api.eth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.ApiLimits;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With so much gas, each of these codes would run for years if it were not stopped. */
class CallTimeTest {

  private static final ApiLimits LIMITS =
      ApiLimits.DEFAULT.forCalls(Long.MAX_VALUE, Duration.ofMillis(200));

  @ParameterizedTest
  @CsvSource({
    "eth_call, 0x5b5f56", // jumps for ever
    "eth_call, 0x5b60015f57", // jumps for ever on a condition
    "eth_call, 0x5b5f5f5f5f5f305af1505f56", // calls for ever
    "eth_call, 0x5b60205f20505f56", // hashes for ever
    "eth_estimateGas, 0x5b5f56",
  })
  void callsAreStoppedWhenTheirTimeIsOver(String method, String code, @TempDir Path directory) {
    try (TestChain chain = new TestChain(directory, PoolLimits.DEFAULT);
        TestNode node = new TestNode(chain, LIMITS)) {
      JsonRpcClient client = new JsonRpcClient(node.url());
      String to = "0x" + "77".repeat(20);
      JsonNode answer =
          client.answer(
              method,
              Map.of("to", to),
              "latest",
              Map.of(to, Map.of("code", code)),
              // An estimate has no more gas than a block.
              Map.of("gasLimit", "0x7fffffffffffffff"));
      assertThat(answer.at("/error/message").asText()).contains("takes longer than 200 ms");
      assertThat(client.result("eth_blockNumber").asText()).isEqualTo("0x0");
    }
  }
}
