package io.lyceum.api.openrpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.api.rpc.MethodDescription;
import io.lyceum.api.schema.Schema;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes an OpenRPC 1.3 document, methods and schemas sorted by name. */
final class OpenRpcDocument {

  private static final String OPENRPC = "1.3.2";

  private OpenRpcDocument() {}

  static JsonNode of(String version, Collection<MethodDescription> methods) {
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("openrpc", OPENRPC);
    document.putObject("info").put("title", "Lyceum JSON-RPC").put("version", version);
    ArrayNode list = document.putArray("methods");
    SortedMap<String, JsonNode> definitions = new TreeMap<>();
    methods.stream()
        .sorted(Comparator.comparing(MethodDescription::name))
        .forEach(
            method -> {
              list.add(method(method));
              method.parameters().forEach(one -> definitions.putAll(one.schema().definitions()));
              definitions.putAll(method.result().schema().definitions());
            });
    document.putObject("components").putObject("schemas").setAll(definitions);
    return document;
  }

  private static JsonNode method(MethodDescription method) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", method.name())
            .put("summary", method.summary())
            .put("paramStructure", "by-position");
    json.putArray("tags").addObject().put("name", method.namespace());
    ArrayNode parameters = json.putArray("params");
    for (MethodDescription.Parameter parameter : method.parameters()) {
      parameters.add(
          content(parameter.name(), parameter.schema()).put("required", parameter.required()));
    }
    json.set("result", content(method.result().name(), method.result().schema()));
    return json;
  }

  private static ObjectNode content(String name, Schema schema) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
    json.set("schema", schema.json());
    return json;
  }
}
