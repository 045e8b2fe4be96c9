package io.lyceum.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a client sends, it is told what is wrong with it; the node never fails on it. */
class MalformedParametersTest {

  private static final List<Object> VALUES =
      List.of(
          "",
          "0x",
          "0xg",
          "0x1",
          "0x" + "f".repeat(64),
          "0x" + "f".repeat(65),
          "0x" + "0".repeat(40),
          "latest",
          "\u0000\ud83d\ude00",
          0,
          -1,
          1.5,
          Long.MAX_VALUE,
          true,
          List.of(),
          List.of("0x1", List.of(List.of())),
          List.of(90.0, 10.0),
          Map.of(),
          Map.of("blockHash", "0x1", "blockNumber", 1),
          Map.of("to", 5, "data", "0xzz", "gas", -1),
          Map.of("gas", "0x" + "f".repeat(15), "data", "0x" + "5b".repeat(1000)),
          Map.of("fromBlock", "0x7fffffffffffffff", "toBlock", "0x7fffffffffffffff"),
          Map.of("fromBlock", "0x0", "toBlock", "0x7fffffffffffffff"),
          Map.of("fromBlock", "0x1", "toBlock", "0x0"),
          Map.of("topics", List.of(List.of(List.of())), "address", 7),
          Map.of("gasPrice", "0x" + "f".repeat(64), "value", "0x" + "f".repeat(64)),
          Map.of("accessList", List.of(Map.of("address", "0x0", "storageKeys", 3))));

  private static final Set<String> OVER_WEB_SOCKET = Set.of("eth_subscribe", "eth_unsubscribe");

  @Test
  void neverMakeTheNodeFail(@TempDir Path directory) {
    try (TestChain chain = new TestChain(directory, PoolLimits.DEFAULT);
        TestNode node = new TestNode(chain)) {
      chain.grow();
      JsonRpcClient client = new JsonRpcClient(node.url());
      for (JsonNode described : client.result("rpc_discover").get("methods")) {
        String method = described.get("name").asText();
        if (OVER_WEB_SOCKET.contains(method)) {
          continue;
        }
        for (Object[] params : combinations()) {
          JsonNode answer = client.answer(method, params);
          assertThat(answer.at("/error/code").asInt())
              .as("%s%s", method, List.of(params))
              .isNotIn(-32603, -32601, -32600, -32700);
        }
      }
    }
  }

  /** Nothing, each value alone, each after a good address, and each twice. */
  private static List<Object[]> combinations() {
    List<Object[]> combinations = new ArrayList<>();
    combinations.add(new Object[0]);
    for (Object value : VALUES) {
      combinations.add(new Object[] {value});
      combinations.add(new Object[] {"0x" + "0".repeat(39) + "1", value});
      combinations.add(new Object[] {value, value});
      combinations.add(new Object[] {"0x1", "latest", value});
    }
    return combinations;
  }
}
