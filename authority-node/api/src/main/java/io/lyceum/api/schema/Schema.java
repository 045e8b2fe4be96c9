package io.lyceum.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A JSON Schema (draft 7) with the named schemas that it refers to. Immutable. */
public final class Schema {

  /** Anything. */
  public static final Schema ANY = inline(json -> {});

  /** A text. */
  public static final Schema STRING = ofType("string");

  /** True or false. */
  public static final Schema BOOLEAN = ofType("boolean");

  /** A plain JSON number. */
  public static final Schema NUMBER = ofType("number");

  /** Nothing. */
  public static final Schema NULL = ofType("null");

  /** Where an OpenRPC document keeps named schemas. */
  private static final String DEFINITIONS = "#/components/schemas/";

  private final ObjectNode json;
  private final SortedMap<String, JsonNode> definitions;

  private Schema(ObjectNode json, SortedMap<String, JsonNode> definitions) {
    this.json = json;
    this.definitions = Collections.unmodifiableSortedMap(definitions);
  }

  private static Schema inline(Consumer<ObjectNode> content) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    content.accept(json);
    return new Schema(json, new TreeMap<>());
  }

  private static Schema ofType(String type) {
    return inline(json -> json.put("type", type));
  }

  /** A text that matches a regular expression. */
  public static Schema matching(String pattern) {
    return inline(json -> json.put("type", "string").put("pattern", pattern));
  }

  /** One of some texts. */
  public static Schema oneOf(List<String> texts) {
    return inline(
        json -> {
          ArrayNode values = json.put("type", "string").putArray("enum");
          texts.forEach(values::add);
        });
  }

  /** A list. */
  public static Schema arrayOf(Schema items) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "array");
    json.set("items", items.json);
    return new Schema(json, new TreeMap<>(items.definitions));
  }

  /** An object whose members, of any names, have one form. */
  public static Schema mapOf(Schema values) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "object");
    json.set("additionalProperties", values.json);
    return new Schema(json, new TreeMap<>(values.definitions));
  }

  /** What has one of some forms. */
  public static Schema anyOf(Schema... alternatives) {
    return combined("anyOf", alternatives);
  }

  /** What has all of some forms. */
  public static Schema allOf(Schema... parts) {
    return combined("allOf", parts);
  }

  private static Schema combined(String keyword, Schema... schemas) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode forms = json.putArray(keyword);
    SortedMap<String, JsonNode> definitions = new TreeMap<>();
    for (Schema schema : schemas) {
      forms.add(schema.json);
      definitions.putAll(schema.definitions);
    }
    return new Schema(json, definitions);
  }

  /** An object that is still to get its members. */
  public static ObjectBuilder object() {
    return new ObjectBuilder();
  }

  /** This, or nothing. */
  public Schema orNull() {
    return anyOf(this, NULL);
  }

  /** This under a name, by which others refer to it. */
  public Schema named(String name) {
    SortedMap<String, JsonNode> all = new TreeMap<>(definitions);
    all.put(name, json);
    return new Schema(JsonNodeFactory.instance.objectNode().put("$ref", DEFINITIONS + name), all);
  }

  /** The schema itself: a reference if it has a name. */
  public JsonNode json() {
    return json.deepCopy();
  }

  /** What {@link #json} refers to, by name. */
  public SortedMap<String, JsonNode> definitions() {
    return definitions;
  }

  /** Takes in the members of an object. */
  public static final class ObjectBuilder {

    private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
    private final ArrayNode required = JsonNodeFactory.instance.arrayNode();
    private final SortedMap<String, JsonNode> definitions = new TreeMap<>();

    private ObjectBuilder() {}

    /** A member that is always there. */
    public ObjectBuilder required(String name, Schema schema) {
      required.add(name);
      return optional(name, schema);
    }

    /** A member that may be absent. */
    public ObjectBuilder optional(String name, Schema schema) {
      properties.set(name, schema.json);
      definitions.putAll(schema.definitions);
      return this;
    }

    /** The object. */
    public Schema build() {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "object");
      json.set("properties", properties);
      if (!required.isEmpty()) {
        json.set("required", required);
      }
      return new Schema(json.deepCopy(), definitions);
    }
  }
}
