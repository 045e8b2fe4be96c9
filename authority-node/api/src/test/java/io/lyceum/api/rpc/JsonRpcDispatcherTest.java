package io.lyceum.api.rpc;

import static io.lyceum.api.rpc.MethodDescription.method;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lyceum.api.JsonRpcClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonRpcDispatcherTest {

  @Test
  void aResultThatCannotBeWrittenFailsItsOwnCallOnly() {
    var dispatcher =
        new JsonRpcDispatcher(
            RpcMethods.of(
                family ->
                    family
                        .add(method("a_deep", "Too deep to be written"), parameters -> nested(2000))
                        .add(method("a_flat", "A number"), parameters -> 7)),
            RpcLimits.DEFAULT,
            RpcObserver.NONE);
    String batch =
        """
        [{"jsonrpc":"2.0","id":1,"method":"a_deep"},{"jsonrpc":"2.0","id":2,"method":"a_flat"}]
        """;
    byte[] answer =
        dispatcher.dispatch(batch.getBytes(StandardCharsets.UTF_8), Caller.NODE).orElseThrow();
    JsonNode answers = JsonRpcClient.json(new String(answer, StandardCharsets.UTF_8));
    assertThat(answers.get(0))
        .isEqualTo(
            JsonRpcClient.json(
                """
                {"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"Internal error"}}
                """));
    assertThat(answers.at("/1/result").asText()).isEqualTo("0x7");
  }

  private static JsonNode nested(int depth) {
    ArrayNode nested = JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i < depth; i++) {
      nested = JsonNodeFactory.instance.arrayNode().add(nested);
    }
    return nested;
  }
}
