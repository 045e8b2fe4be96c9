package io.lyceum.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.rpc.Caller;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcObserver;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the subscriptions of all connections may take together. */
class SubscriptionMethodsTest {

  private static final int MOST_WEIGHT = 5;
  private static final int LIMIT_EXCEEDED = -32005;

  @TempDir private Path directory;
  private TestChain chain;
  private Subscriptions subscriptions;

  @BeforeEach
  void start() {
    chain = new TestChain(directory, PoolLimits.DEFAULT);
    subscriptions = new Subscriptions(new ChainQuery(chain.chain()), TestNode.alone(), MOST_WEIGHT);
  }

  @AfterEach
  void stop() {
    subscriptions.close();
    chain.close();
  }

  @Test
  void hasRoomForSoManyTopicsOfAllConnectionsUntilSomeEnd() {
    var first = new SubscriptionMethods(subscriptions, message -> {}, 100);
    var second = new SubscriptionMethods(subscriptions, message -> {}, 100);
    JsonNode logs = call(first, "eth_subscribe", logs(3)).get("result");
    first.begin();
    assertThat(call(second, "eth_subscribe", logs(1)).at("/error/code").asInt())
        .isEqualTo(LIMIT_EXCEEDED);
    assertThat(call(second, "eth_subscribe", "\"newHeads\"").has("result")).isTrue();
    assertThat(call(second, "eth_subscribe", "\"newHeads\"").at("/error/code").asInt())
        .isEqualTo(LIMIT_EXCEEDED);

    assertThat(call(first, "eth_unsubscribe", logs.toString()).get("result").asBoolean()).isTrue();
    assertThat(call(second, "eth_subscribe", logs(3)).has("result")).isTrue();
    second.end();
    assertThat(call(first, "eth_subscribe", logs(4)).has("result")).isTrue();
    assertThat(call(second, "eth_subscribe", "\"newHeads\"").has("error")).isTrue();
  }

  @Test
  void refusesCriteriaOfMoreThanAThousandAddressesAndTopicsTogether() {
    var methods = new SubscriptionMethods(subscriptions, message -> {}, 100);
    String topics =
        IntStream.range(0, 600)
            .mapToObj("\"0x%064x\""::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    JsonNode error =
        call(methods, "eth_subscribe", "\"logs\", {\"topics\": [%s, %s]}".formatted(topics, topics))
            .get("error");
    assertThat(error.get("code").asInt()).isEqualTo(-32602);
    assertThat(error.get("message").asText()).contains("more than 1000");
  }

  private static String logs(int topics) {
    return IntStream.range(0, topics)
        .mapToObj("\"0x%064x\""::formatted)
        .collect(Collectors.joining(",", "\"logs\", {\"topics\": [[", "]]}"));
  }

  private static JsonNode call(SubscriptionMethods methods, String method, String parameters) {
    var dispatcher =
        new JsonRpcDispatcher(RpcMethods.of(methods), RpcLimits.DEFAULT, RpcObserver.NONE);
    String request =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, parameters);
    byte[] answer =
        dispatcher.dispatch(request.getBytes(StandardCharsets.UTF_8), Caller.NODE).orElseThrow();
    return JsonRpcClient.json(new String(answer, StandardCharsets.UTF_8));
  }
}
