package io.lyceum.api.openrpc;

import static io.lyceum.api.rpc.MethodDescription.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.RpcNamespaces;
import io.lyceum.api.TestNode;
import io.lyceum.api.rpc.Caller;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcObserver;
import io.lyceum.api.schema.EthereumSchemas;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node says of its methods, read as somebody else's program would read it. */
class DiscoveryMethodsTest {

  private static final Set<String> DOCUMENT_MEMBERS =
      Set.of("openrpc", "info", "methods", "components");
  private static final Set<String> METHOD_MEMBERS =
      Set.of("name", "summary", "paramStructure", "tags", "params", "result");

  @Test
  void describeEveryMethodAsOpenRpcDemands(@TempDir Path directory) {
    JsonNode document = discover(directory);
    assertThat(members(document)).isEqualTo(DOCUMENT_MEMBERS);
    assertThat(document.get("openrpc").asText()).matches("1\\.3\\.\\d+");
    assertThat(members(document.get("info"))).contains("title", "version");
    Set<String> namespaces = new HashSet<>();
    for (JsonNode method : document.get("methods")) {
      String name = method.get("name").asText();
      assertThat(members(method)).as(name).isEqualTo(METHOD_MEMBERS);
      assertThat(method.get("summary").asText()).as(name).isNotBlank().doesNotEndWith(".");
      namespaces.add(method.at("/tags/0/name").asText());
      boolean optional = false;
      Set<String> parameters = new HashSet<>();
      for (JsonNode parameter : method.get("params")) {
        assertThat(members(parameter)).as(name).isEqualTo(Set.of("name", "schema", "required"));
        assertThat(parameters.add(parameter.get("name").asText())).as(name).isTrue();
        assertThat(optional && parameter.get("required").asBoolean()).as(name).isFalse();
        optional = !parameter.get("required").asBoolean();
      }
      assertThat(members(method.get("result"))).as(name).isEqualTo(Set.of("name", "schema"));
      assertThat(method.at("/result/schema")).as(name).isNotEmpty();
    }
    assertThat(RpcNamespaces.ALL).containsAll(namespaces);
    assertThat(names(document))
        .isSorted()
        .doesNotHaveDuplicates()
        .contains("eth_subscribe", "eth_unsubscribe", "rpc_discover");
  }

  @Test
  void referToNoSchemaThatIsNotThere(@TempDir Path directory) {
    JsonNode document = discover(directory);
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    for (String reference : references) {
      assertThat(reference).startsWith("#/");
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void nameTheEnabledNamespacesOnly() {
    RpcMethods enabled =
        RpcMethods.of(family -> family.add(method("a_one", "1"), p -> 1))
            .with(family -> family.add(method("b_two", "2"), p -> 2))
            .only(Set.of("a", "rpc"));
    var dispatcher =
        new JsonRpcDispatcher(
            enabled.with(new DiscoveryMethods("test", enabled.descriptions())),
            RpcLimits.DEFAULT,
            RpcObserver.NONE);
    assertThat(call(dispatcher, "rpc_modules").get("result"))
        .isEqualTo(JsonRpcClient.json("{\"a\":\"1.0\",\"rpc\":\"1.0\"}"));
    assertThat(names(call(dispatcher, "rpc_discover").get("result")))
        .containsExactly("a_one", "rpc_discover", "rpc_modules");
    assertThat(call(dispatcher, "a_one").get("result").asText()).isEqualTo("0x1");
    assertThat(call(dispatcher, "b_two").get("error"))
        .isEqualTo(JsonRpcClient.json("{\"code\":-32604,\"message\":\"Method not enabled\"}"));
    assertThat(call(dispatcher, "b_three").get("error"))
        .isEqualTo(JsonRpcClient.json("{\"code\":-32601,\"message\":\"Method not found\"}"));
  }

  @Test
  void acceptNoRequiredParameterAfterAnOptionalOne() {
    var begun = method("a_one", "1").optional("first", EthereumSchemas.DATA);
    assertThatThrownBy(() -> begun.required("second", EthereumSchemas.DATA))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static JsonNode discover(Path directory) {
    try (TestChain chain = new TestChain(directory, PoolLimits.DEFAULT);
        TestNode node = new TestNode(chain)) {
      return new JsonRpcClient(node.url()).result("rpc_discover");
    }
  }

  private static JsonNode call(JsonRpcDispatcher dispatcher, String method) {
    String request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\"}".formatted(method);
    byte[] answer =
        dispatcher.dispatch(request.getBytes(StandardCharsets.UTF_8), Caller.NODE).orElseThrow();
    return JsonRpcClient.json(new String(answer, StandardCharsets.UTF_8));
  }

  private static Set<String> members(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> names(JsonNode document) {
    List<String> names = new ArrayList<>();
    document.get("methods").forEach(method -> names.add(method.get("name").asText()));
    return names;
  }
}
