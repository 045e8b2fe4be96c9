package io.lyceum.api.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.function.Function;

/**
 * The members of a JSON object, read by name. One that is null is absent. Every method throws
 * {@link IllegalArgumentException} with a message for the client.
 */
public final class Members {

  /** None. */
  public static final Members NONE = new Members(JsonNodeFactory.instance.objectNode());

  private final JsonNode object;

  private Members(JsonNode object) {
    this.object = object;
  }

  /** Those of an object. */
  public static Members of(JsonNode value) {
    if (!value.isObject()) {
      throw new IllegalArgumentException("an object is expected");
    }
    return new Members(value);
  }

  /** Whether there is one of a name. */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** A member as a parser reads it. */
  public <T> Optional<T> member(String name, Function<JsonNode, T> parser) {
    if (!has(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(object.get(name)));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(name + ": " + malformed.getMessage(), malformed);
    }
  }

  /** A member under its name, or under the name that it had. */
  public <T> Optional<T> member(String name, String oldName, Function<JsonNode, T> parser) {
    return member(name, parser).or(() -> member(oldName, parser));
  }

  /** A text. */
  public Optional<String> text(String name) {
    return member(
        name,
        value -> {
          if (!value.isTextual()) {
            throw new IllegalArgumentException("a string is expected");
          }
          return value.textValue();
        });
  }

  /** A number below 2^63. */
  public Optional<Long> number(String name) {
    return member(name, Hexadecimal::unsignedLong);
  }

  /** Whether a member is true. */
  public boolean flag(String name) {
    return optionalFlag(name).orElse(false);
  }

  /** True or false. */
  public Optional<Boolean> optionalFlag(String name) {
    return member(name, Members::flag);
  }

  /** Reads true or false. */
  public static boolean flag(JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("true or false is expected");
    }
    return value.booleanValue();
  }
}
